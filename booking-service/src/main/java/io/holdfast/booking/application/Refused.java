package io.holdfast.booking.application;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.CommandRefusal;

/** A use case will not do what it was asked. */
public final class Refused extends RuntimeException {

    /** What is against it; {@code detail} is a sentence for the caller. */
    public sealed interface Reason {

        /** @param violations what is wrong, by field */
        record Invalid(Map<String, String> violations) implements Reason {}

        /** @param code of the rule that is against it */
        record Rule(String code, String detail) implements Reason {}

        /** Nobody knows who asks. */
        record Unauthenticated(String detail) implements Reason {}

        /** It is known who asks, and they may not. */
        record Forbidden(String detail) implements Reason {}

        /** It is not there, or not theirs to know of. */
        record NotFound(String what) implements Reason {}

        /**
         * Somebody else has the time.
         *
         * @param reason {@code BOOKED}, {@code HELD} or {@code FULL}
         */
        record SlotTaken(String reason) implements Reason {}

        /** It does not fit what has happened before. */
        record Conflict(String code, String detail) implements Reason {}

        /** @param allowed where the booking may go instead */
        record IllegalTransition(String detail, List<BookingStatus> allowed) implements Reason {}

        /** Too often. */
        record RateLimited(String detail, Duration retryAfter) implements Reason {}
    }

    private final transient Reason reason;

    Refused(Reason reason) {
        super(reason.toString(), null, false, false);
        this.reason = reason;
    }

    static Refused invalid(String field, String message) {
        return new Refused(new Reason.Invalid(Map.of(field, message)));
    }

    static Refused rule(String code, String detail) {
        return new Refused(new Reason.Rule(code, detail));
    }

    static Refused noSuchBooking() {
        return new Refused(new Reason.NotFound("booking"));
    }

    static Refused of(CommandRefusal refusal) {
        return new Refused(switch (refusal.ground()) {
            case STATE -> new Reason.Conflict(refusal.code(), refusal.why());
            case RULE -> new Reason.Rule(refusal.code(), refusal.why());
        });
    }

    public Reason reason() {
        return reason;
    }

    /** For people, where there is no request to answer. */
    public String inWords() {
        return switch (reason) {
            case Reason.Invalid invalid -> invalid.violations().entrySet().stream()
                    .map(violation -> violation.getKey() + " " + violation.getValue())
                    .collect(Collectors.joining("; "));
            case Reason.Rule rule -> rule.detail();
            case Reason.Unauthenticated nobody -> nobody.detail();
            case Reason.Forbidden forbidden -> forbidden.detail();
            case Reason.NotFound missing -> "There is no such " + missing.what() + ".";
            case Reason.SlotTaken taken -> taken.reason();
            case Reason.Conflict conflict -> conflict.detail();
            case Reason.IllegalTransition illegal -> illegal.detail();
            case Reason.RateLimited limited -> limited.detail();
        };
    }
}
