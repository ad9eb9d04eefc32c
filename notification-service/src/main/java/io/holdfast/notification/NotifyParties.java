package io.holdfast.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.holdfast.defaults.privacy.ErasedBookings;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.aggregates.Decision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides who is told. One write stores what all of them are told, so an event that comes again finds it done. */
@Component
public class NotifyParties {

    private static final Logger log = LoggerFactory.getLogger(NotifyParties.class);

    private final People people;
    private final DeliveryPlan plan;
    private final DeliveryWorker worker;
    private final Notifications notifications;
    private final ErasedBookings erased;
    private final Clock clock;

    NotifyParties(
            People people,
            DeliveryPlan plan,
            DeliveryWorker worker,
            Notifications notifications,
            ErasedBookings erased,
            Clock clock) {
        this.people = people;
        this.plan = plan;
        this.worker = worker;
        this.notifications = notifications;
        this.erased = erased;
        this.clock = clock;
    }

    /** Tells everybody whom the kind concerns. */
    public void tell(BookingNews news, NotificationKind kind) {
        tell(news, kind, kind.readers());
    }

    /**
     * Tells some of those whom the kind concerns.
     *
     * @throws RetryLater while one of them may still become known
     */
    public void tell(BookingNews news, NotificationKind kind, Set<Recipient> readers) {
        BookingRevision booking = news.booking();
        if (isAboutSomebodyErased(news)) {
            log.debug("{} {} comes after its client was erased; nobody is told", kind, booking.bookingId());
            return;
        }
        Instant now = clock.instant();
        List<Delivery> deliveries = readers.stream()
                .sorted()
                .flatMap(reader -> deliveries(kind, reader, news, now))
                .toList();
        if (!deliveries.isEmpty()) {
            worker.begin(Notification.of(booking, kind, deliveries).on(news.occasion()).usefulUntil(news.usefulUntil()));
        }
    }

    /** Of who only waits there is no booking that could have been erased, so whether they were is asked of themselves. */
    private boolean isAboutSomebodyErased(BookingNews news) {
        BookingRevision booking = news.booking();
        Person client = booking.client();
        return erased.contains(booking.bookingId())
                || (booking.facts().waitlist() != null
                        && erased.containsPerson(
                                booking.tenantId().value(), news.at(), client.subject(), client.email()));
    }

    /** Nobody is told; what is told later, such as reminders, has its facts from here. */
    public void keepInMind(BookingNews news, NotificationKind kind) {
        if (isAboutSomebodyErased(news)) {
            return;
        }
        Notification standing = Notification.of(news.booking(), kind, List.of());
        notifications.add(standing, () -> Decision.changed(standing));
    }

    private Stream<Delivery> deliveries(NotificationKind kind, Recipient reader, BookingNews news, Instant now) {
        Person person = people.find(reader, news.booking(), news.at());
        return plan.deliveries(kind, reader, person, news.booking(), now).stream();
    }

    /** The booking is over, or stands otherwise than at this revision: nobody is reminded of it any more. */
    public void end(String bookingId, int revision) {
        notifications.standing(bookingId, revision).ifPresent(standing ->
                notifications.decide(standing.id(), Notification::end));
    }

    /** Something of it was corrected: who hears so, and who is reminded later, reads what is right. */
    public void correct(BookingNews news) {
        BookingRevision booking = news.booking();
        notifications.standing(booking.bookingId(), booking.revision()).ifPresent(standing ->
                notifications.decide(standing.id(), told -> told.correct(booking)));
        tell(news, NotificationKind.CORRECTED);
    }

    /** Whether the professional had to answer this revision's request. The events of one booking come in their order. */
    public boolean wasProfessionalAsked(BookingRevision booking) {
        String request = Notification.idOf(
                booking.bookingId(), booking.revision(), NotificationKind.AWAITING_CONFIRMATION, null);
        return notifications.find(request).isPresent();
    }
}
