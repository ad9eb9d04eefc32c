package io.holdfast.notification;

import java.time.Clock;
import java.time.Instant;

import io.holdfast.messaging.RetryLater;
import org.springframework.stereotype.Component;

/**
 * Decides who is told. Each notification is stored by a write of its own and sent afterwards, so an event that comes
 * again adds only what is missing.
 */
@Component
public class Announcements {

    private static final String STAFF_LANGUAGE = "en";

    private final Notifications notifications;
    private final Professionals professionals;
    private final Deliveries deliveries;
    private final NotificationEvents events;
    private final NotificationSettings settings;
    private final Clock clock;

    Announcements(
            Notifications notifications,
            Professionals professionals,
            Deliveries deliveries,
            NotificationEvents events,
            NotificationSettings settings,
            Clock clock) {
        this.notifications = notifications;
        this.professionals = professionals;
        this.deliveries = deliveries;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    public void tellClient(Notification.About about, Kind kind, Reader client, boolean withCalendar) {
        store(Notification.pending(
                about.saying(about.facts().forClient()), kind, Recipient.CLIENT, client, withCalendar, clock.instant()));
    }

    /** The admin keeps no calendar of everybody's bookings, so there is never an entry. */
    public void tellAdmin(Notification.About about, Kind kind) {
        var admin = new Reader("Admin", settings.adminEmail(), STAFF_LANGUAGE, settings.adminZone().getId());
        store(Notification.pending(
                about.saying(about.facts().whereverItIs()), kind, Recipient.ADMIN, admin, false, clock.instant()));
    }

    /**
     * Writes to the professional's address. When it is not known, the notification is recorded as failed: somebody can
     * see it then, which nobody could if it were dropped.
     *
     * @param since when the event happened
     * @throws RetryLater while the event is young and the professional may still become known
     */
    public void tellProfessional(
            Notification.About about,
            Kind kind,
            String professionalId,
            String displayName,
            boolean withCalendar,
            Instant since) {
        Instant now = clock.instant();
        Professional known = professionals.find(about.tenantId(), professionalId).orElse(null);
        // Their schedule may have been heard of before they were.
        boolean isNew = known == null || (known.email() == null && known.zone() == null);
        if (isNew && now.isBefore(since.plus(settings.professionalPatience()))) {
            throw new RetryLater("Professional " + professionalId + " is not known yet", null);
        }
        String email = known == null ? null : known.email();
        String zone = known == null ? null : known.readsIn();
        var reader = new Reader(
                displayName, email, STAFF_LANGUAGE, zone == null ? settings.adminZone().getId() : zone);
        var pending = Notification.pending(about, kind, Recipient.PROFESSIONAL, reader, withCalendar, now);
        if (email == null) {
            String reason = "The address of professional " + professionalId + " is not known";
            notifications.insertIfAbsent(pending.failed(reason, now, events.failed(pending, reason)));
        } else {
            store(pending);
        }
    }

    /** Whether the professional had to answer this revision's request. The events of one booking come in their order. */
    public boolean wasProfessionalAsked(Notification.About about) {
        return notifications
                .find(Notification.idOf(
                        about.bookingId(),
                        about.revision(),
                        Kind.AWAITING_CONFIRMATION,
                        Recipient.PROFESSIONAL,
                        Channel.EMAIL))
                .isPresent();
    }

    private void store(Notification pending) {
        if (notifications.insertIfAbsent(pending)) {
            deliveries.schedule(pending);
        }
    }
}
