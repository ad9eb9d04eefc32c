package io.holdfast.booking.application;

/** A use case will not do what it was asked; says why in a sentence for the caller. */
public final class Refused extends RuntimeException {

    /** What kind of no. */
    public enum Kind {
        /** A value is wrong; the subject is the field. */
        INVALID,
        /** A rule is against it; the subject is the rule's code. */
        RULE,
        /** Nobody knows who asks. */
        WHO_ASKS,
        /** It is known who asks, and they may not. */
        NOT_ALLOWED,
        /** It is not there, or not theirs to know of; the subject is what. */
        NOT_THERE,
        /** It does not fit what has happened before. */
        CONFLICT
    }

    private final Kind kind;
    private final String subject;

    private Refused(Kind kind, String subject, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
        this.subject = subject;
    }

    static Refused invalid(String field, String message) {
        return new Refused(Kind.INVALID, field, message);
    }

    static Refused rule(String code, String detail) {
        return new Refused(Kind.RULE, code, detail);
    }

    static Refused whoAsks(String detail) {
        return new Refused(Kind.WHO_ASKS, "", detail);
    }

    static Refused notAllowed(String detail) {
        return new Refused(Kind.NOT_ALLOWED, "", detail);
    }

    static Refused noSuchBooking() {
        return new Refused(Kind.NOT_THERE, "booking", "There is no such booking.");
    }

    static Refused conflict(String detail) {
        return new Refused(Kind.CONFLICT, "", detail);
    }

    public Kind kind() {
        return kind;
    }

    /** The field, the rule's code or the thing; empty where the kind says all. */
    public String subject() {
        return subject;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
