package io.holdfast.notification;

import java.time.Clock;
import java.util.Objects;

import io.holdfast.messaging.RetryLater;
import org.springframework.stereotype.Component;

/**
 * Decides who is told. Each notification is stored by a write of its own and sent afterwards, so an event that comes
 * again adds only what is missing.
 */
@Component
public class NotifyParties {

    private static final String STAFF_LANGUAGE = "en";

    private final Notifications notifications;
    private final Professionals professionals;
    private final NotificationSettings settings;
    private final Clock clock;

    NotifyParties(
            Notifications notifications, Professionals professionals, NotificationSettings settings, Clock clock) {
        this.notifications = notifications;
        this.professionals = professionals;
        this.settings = settings;
        this.clock = clock;
    }

    public void tellClient(BookingNews news, NotificationKind kind, boolean withCalendar) {
        BookingRevision booking = news.booking();
        store(booking.saying(booking.facts().forClient()), kind, Recipient.CLIENT, news.client(), withCalendar);
    }

    /** The admin keeps no calendar of everybody's bookings, so there is never an entry. */
    public void tellAdmin(BookingNews news, NotificationKind kind) {
        BookingRevision booking = news.booking();
        var admin = new Addressee("Admin", settings.adminEmail(), STAFF_LANGUAGE, settings.adminZone().getId());
        store(booking.saying(booking.facts().whereverItIs()), kind, Recipient.ADMIN, admin, false);
    }

    /**
     * Writes to the professional's address. When it is not known, the notification is recorded as failed: somebody can
     * see it then, which nobody could if it were dropped.
     *
     * @throws RetryLater while the event is young and the professional may still become known
     */
    public void tellProfessional(BookingNews news, NotificationKind kind, boolean withCalendar) {
        BookingRevision booking = news.booking();
        Professional known = professionals.find(booking.tenantId(), news.professionalId());
        if (known.isNew() && clock.instant().isBefore(news.at().plus(settings.professionalPatience()))) {
            throw new RetryLater("Professional " + news.professionalId() + " is not known yet", null);
        }
        var addressee = new Addressee(
                booking.facts().appointment().professional(),
                known.profile().email(),
                STAFF_LANGUAGE,
                Objects.requireNonNullElse(known.readsIn(), settings.adminZone().getId()));
        store(booking, kind, Recipient.PROFESSIONAL, addressee, withCalendar);
    }

    /** Whether the professional had to answer this revision's request. The events of one booking come in their order. */
    public boolean wasProfessionalAsked(BookingRevision booking) {
        return notifications
                .find(Notification.idOf(
                        booking.bookingId(),
                        booking.revision(),
                        NotificationKind.AWAITING_CONFIRMATION,
                        Recipient.PROFESSIONAL))
                .isPresent();
    }

    private void store(
            BookingRevision about,
            NotificationKind kind,
            Recipient recipient,
            Addressee addressee,
            boolean withCalendar) {
        notifications.add(Notification.caused(about, kind, recipient, addressee, withCalendar, clock.instant()));
    }
}
