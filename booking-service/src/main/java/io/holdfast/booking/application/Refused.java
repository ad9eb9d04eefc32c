package io.holdfast.booking.application;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.holdfast.booking.domain.BookingStatus;
import org.jspecify.annotations.Nullable;

/** A use case will not do what it was asked; says why in a sentence for the caller. */
public final class Refused extends RuntimeException {

    /** What kind of no. */
    public enum Kind {
        /** Values are wrong; {@link #mistakes()} says which. */
        INVALID,
        /** A rule is against it; the subject is the rule's code. */
        RULE,
        /** Nobody knows who asks. */
        WHO_ASKS,
        /** It is known who asks, and they may not. */
        NOT_ALLOWED,
        /** It is not there, or not theirs to know of; the subject is what. */
        NOT_THERE,
        /** It does not fit what has happened before; the subject is a code. */
        CONFLICT,
        /** Too often; {@link #retryAfter()} says when again. */
        TOO_OFTEN
    }

    private final Kind kind;
    private final String subject;
    private final Map<String, String> mistakes;
    private final List<BookingStatus> legal;
    private final @Nullable Duration retryAfter;

    private Refused(
            Kind kind,
            String subject,
            String detail,
            Map<String, String> mistakes,
            List<BookingStatus> legal,
            @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.kind = kind;
        this.subject = subject;
        this.mistakes = mistakes;
        this.legal = legal;
        this.retryAfter = retryAfter;
    }

    private static Refused of(Kind kind, String subject, String detail) {
        return new Refused(kind, subject, detail, Map.of(), List.of(), null);
    }

    static Refused invalid(String field, String message) {
        return invalid(Map.of(field, message));
    }

    /** @param mistakes what is wrong, by field */
    static Refused invalid(Map<String, String> mistakes) {
        return new Refused(Kind.INVALID, "", "Some of what was sent is not valid.", mistakes, List.of(), null);
    }

    static Refused rule(String code, String detail) {
        return of(Kind.RULE, code, detail);
    }

    static Refused whoAsks(String detail) {
        return of(Kind.WHO_ASKS, "", detail);
    }

    static Refused notAllowed(String detail) {
        return of(Kind.NOT_ALLOWED, "", detail);
    }

    static Refused noSuchBooking() {
        return of(Kind.NOT_THERE, "booking", "There is no such booking.");
    }

    static Refused conflict(String code, String detail) {
        return of(Kind.CONFLICT, code, detail);
    }

    /** @param legal where the booking may go instead */
    static Refused illegalMove(String detail, List<BookingStatus> legal) {
        return new Refused(Kind.CONFLICT, "illegal-transition", detail, Map.of(), List.copyOf(legal), null);
    }

    static Refused tooOften(String detail, Duration retryAfter) {
        return new Refused(Kind.TOO_OFTEN, "", detail, Map.of(), List.of(), retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    /** The code or the thing; empty where the kind says all. */
    public String subject() {
        return subject;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /** What is wrong, by field. */
    public Map<String, String> mistakes() {
        return mistakes;
    }

    /** Statuses that would have been legal; empty unless one was asked for. */
    public List<BookingStatus> legal() {
        return legal;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
