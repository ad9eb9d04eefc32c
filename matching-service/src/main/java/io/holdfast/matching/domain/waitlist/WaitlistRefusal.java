package io.holdfast.matching.domain.waitlist;

import io.holdfast.messaging.aggregates.Refusal;

/** Why somebody cannot join, or cannot have what they ask for. */
public enum WaitlistRefusal implements Refusal {
    OFFERING_UNKNOWN(Kind.RULE, "offering-unknown", "There is no such offering."),
    PROFESSIONAL_UNKNOWN(Kind.RULE, "professional-unavailable", "Nobody with this id provides this offering."),
    MODE_UNAVAILABLE(Kind.RULE, "mode-unavailable", "The platform finds the professional for this offering; nobody waits for a slot."),
    DURATION_NOT_OFFERED(Kind.RULE, "duration-not-offered", "This offering does not last so long."),
    DATE(Kind.RULE, "waitlist-date", "This date is past, or further ahead than can be booked."),
    NOT_MOVABLE(Kind.RULE, "booking-not-movable", "You have no confirmed booking with this professional that could be earlier then."),
    KEY_REUSED(Kind.RULE, "idempotency-key-reused", "This Idempotency-Key was used for another request before."),
    SWITCHED_OFF(Kind.RULE, "waitlist-closed", "There is no waitlist here."),
    TOO_MANY(Kind.TOO_MANY, "too-many-waiting", "You wait for as many slots as one person may."),
    FULL(Kind.CONFLICT, "waitlist-full", "So many wait already that nobody else can join."),
    ALREADY_WAITING(Kind.CONFLICT, "already-waiting", "You wait for this already."),
    NOTHING_OFFERED(Kind.CONFLICT, "nothing-offered", "Nothing is offered to you just now."),
    OFFER_EXPIRED(Kind.CONFLICT, "offer-expired", "The time to answer is over, and the slot went to who is next in turn."),
    OFFER_ACCEPTED(Kind.CONFLICT, "offer-accepted", "You have taken the slot; cancel the booking if you cannot come.");

    /** How it is told. */
    public enum Kind {
        RULE,
        CONFLICT,
        TOO_MANY
    }

    private final Kind kind;
    private final String code;
    private final String sentence;

    WaitlistRefusal(Kind kind, String code, String sentence) {
        this.kind = kind;
        this.code = code;
        this.sentence = sentence;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    @Override
    public String why() {
        return sentence;
    }
}
