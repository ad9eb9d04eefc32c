package io.holdfast.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.notification.events.Bodies;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All notifications, sent or not. */
@Component
public class Notifications {

    /** More than a booking can have: its reschedules, corrections, payments and refunds are bounded by others. */
    private static final int MOST_OF_A_BOOKING = 500;

    private final Aggregates<Notification, NotificationEvent, NotificationDocument> notifications;

    Notifications(Aggregates<Notification, NotificationEvent, NotificationDocument> notifications) {
        this.notifications = notifications;
    }

    Optional<Notification> find(String id) {
        return notifications.find(id);
    }

    /** What told that the booking stands as it does at this revision. */
    Optional<Notification> standing(String bookingId, int revision) {
        return Stream.of(NotificationKind.CONFIRMED, NotificationKind.RESCHEDULED)
                .flatMap(kind -> find(Notification.idOf(bookingId, revision, kind, null)).stream())
                .findFirst();
    }

    /** Whether it stands as it did then, as far as it is known here. */
    boolean stands(BookingRevision booking) {
        return standing(booking.bookingId(), booking.revision()).filter(told -> !told.over()).isPresent();
    }

    /**
     * Forgets the client of one.
     *
     * @return whether there was anything of them
     * @throws RetryLater while it is being sent
     */
    public boolean erase(String id, Instant now) {
        return decide(id, told -> {
                    if (told.isBeingSent(now)) {
                        throw new RetryLater(id + " is being sent", null);
                    }
                    return told.erase(now);
                })
                .filter(Decided::changed)
                .isPresent();
    }

    /**
     * The same of who received the booking, where that was not the client.
     *
     * @return whether there was anything to forget
     */
    public boolean eraseRecipient(String id) {
        return decide(id, Notification::eraseRecipient).filter(Decided::changed).isPresent();
    }

    /** All that was told of a booking, in no order. */
    List<Notification> ofBooking(String bookingId) {
        return notifications.page(Query.query(Criteria.where("bookingId").is(bookingId)), 1, MOST_OF_A_BOOKING).items();
    }

    Optional<Decided<Notification, NotificationEvent>> decide(
            String id, Function<Notification, Decision<Notification, NotificationEvent>> decision) {
        return notifications.decide(id, decision);
    }

    /**
     * Stores a new one; what its cause made before stays as it is.
     *
     * @param begun the same as it begins
     */
    void add(Notification caused, Supplier<Decision<Notification, NotificationEvent>> begun) {
        notifications.decideOrCreate(caused.id(), stored -> stored.isEmpty()
                ? begun.get()
                : Decision.unchanged(stored.get(), "its cause was handled before"));
    }

    @Bean
    static Aggregates<Notification, NotificationEvent, NotificationDocument> notificationAggregates(AggregateFactory aggregates) {
        return aggregates.of(NotificationDocument.class, new AggregateMapping<>(
                NotificationDocument::toDomain,
                NotificationDocument::of,
                notification -> notification.about().tenantId().value(),
                Bodies::of));
    }
}
