package io.holdfast.booking.domain.booking;

import org.jspecify.annotations.Nullable;

/**
 * Who or what acts on a booking.
 *
 * @param subject the {@code sub} of a person's token; null for guests and for what is no person
 */
public record Actor(TriggeredBy role, @Nullable String subject) {

    static final Actor AVAILABILITY = new Actor(TriggeredBy.AVAILABILITY, null);
    static final Actor PAYMENT = new Actor(TriggeredBy.PAYMENT, null);
    static final Actor MATCHING = new Actor(TriggeredBy.MATCHING, null);
    static final Actor SCHEDULER = new Actor(TriggeredBy.SCHEDULER, null);

    /** Who of the business it was; null for clients and for what is no person. */
    @Nullable String signature() {
        return switch (role) {
            case PROFESSIONAL, ADMIN -> subject;
            case CLIENT, AVAILABILITY, PAYMENT, MATCHING, SCHEDULER -> null;
        };
    }
}
