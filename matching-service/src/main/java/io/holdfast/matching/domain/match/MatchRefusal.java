package io.holdfast.matching.domain.match;

import io.holdfast.messaging.aggregates.Refusal;

/** Why a professional's answer changes nothing. */
public enum MatchRefusal implements Refusal {
    ALREADY_TAKEN("already-taken", "Somebody else accepted this booking before you."),
    SLOT_NOT_FREE("slot-not-free", "Your calendar is no longer free at that time."),
    PROPOSAL_EXPIRED("proposal-expired", "The time to answer is over."),
    PROPOSAL_DECLINED("proposal-declined", "You have declined this booking."),
    PROPOSAL_ACCEPTED("proposal-accepted", "You have accepted this booking; cancel it if you cannot come."),
    BOOKING_ENDED("booking-ended", "The booking was called off.");

    private final String code;
    private final String sentence;

    MatchRefusal(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    public String code() {
        return code;
    }

    @Override
    public String why() {
        return sentence;
    }

    public static MatchRefusal of(WithdrawalReason reason) {
        return switch (reason) {
            case TAKEN -> ALREADY_TAKEN;
            case SLOT_NOT_FREE -> SLOT_NOT_FREE;
            case BOOKING_ENDED -> BOOKING_ENDED;
            case MATCH_FAILED -> PROPOSAL_EXPIRED;
        };
    }
}
