package io.holdfast.notification;

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

    /** Whether it carries the calendar entry. The admin keeps no calendar of everybody's bookings. */
    public boolean withCalendar() {
        return delivery.recipient() != Recipient.ADMIN && notification.changesCalendars();
    }
}
