package io.holdfast.matching.application;

import io.holdfast.matching.domain.waitlist.WaitlistRefusal;
import io.holdfast.messaging.aggregates.Decision;

/** A use case of the waitlist will not do what it was asked. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is against it. */
    public sealed interface Reason {

        record Rule(WaitlistRefusal rule) implements Reason {}

        /** @param message what is wrong with the field */
        record Invalid(String field, String message) implements Reason {}

        /** Nobody knows who asks. */
        record Unauthenticated() implements Reason {}

        /** @param detail a sentence for who may see it, and may not do this */
        record Forbidden(String detail) implements Reason {}

        /** It is not there, or not theirs to know of. */
        record NotFound() implements Reason {}
    }

    private final transient Reason reason;

    Refused(Reason reason) {
        super(reason.toString(), null, false, false);
        this.reason = reason;
    }

    static Refused rule(WaitlistRefusal rule) {
        return new Refused(new Reason.Rule(rule));
    }

    static Refused invalid(String field, String message) {
        return new Refused(new Reason.Invalid(field, message));
    }

    static Refused notFound() {
        return new Refused(new Reason.NotFound());
    }

    /** Ends here where a decision refused. */
    static void requireAgreement(Decision<?, ?> decision) {
        decision.refusal().ifPresent(why -> {
            throw rule((WaitlistRefusal) why);
        });
    }

    public Reason reason() {
        return reason;
    }
}
