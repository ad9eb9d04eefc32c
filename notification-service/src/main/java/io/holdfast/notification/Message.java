package io.holdfast.notification;

import java.util.Optional;

import io.holdfast.notification.preferences.PersonKey;

/** A notification as one person gets it by one channel: what a {@link ChannelSender} sends. */
public record Message(Notification notification, Delivery delivery) {

    /** The same for every try: whoever receives a second copy knows it for one. */
    public String id() {
        return notification.id() + ":" + delivery.recipient() + ":" + delivery.channel();
    }

    public NotificationKind kind() {
        return notification.kind();
    }

    public Recipient recipient() {
        return delivery.recipient();
    }

    public Addressee addressee() {
        return delivery.addressee();
    }

    public BookingRevision about() {
        return notification.about();
    }

    /** What this reader is told of the booking, and no more. */
    public BookingFacts facts() {
        BookingFacts all = notification.about().facts();
        return switch (delivery.recipient()) {
            case CLIENT -> all.forClient();
            case PROFESSIONAL -> all;
            case ADMIN -> all.whereverItIs();
        };
    }

    /** Whose preferences hold for it; empty for the admin, who has none. */
    public Optional<PersonKey> reader() {
        return switch (delivery.recipient()) {
            case CLIENT -> PersonKey.of(about().tenantId(), about().client().subject(), about().client().email());
            case PROFESSIONAL -> Optional.of(PersonKey.signedIn(about().tenantId(), about().professional()));
            case ADMIN -> Optional.empty();
        };
    }

    /** Whether it carries the calendar entry. The admin keeps no calendar of everybody's bookings. */
    public boolean withCalendar() {
        return delivery.recipient() != Recipient.ADMIN && notification.changesCalendars();
    }
}
