package io.holdfast.notification;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.defaults.privacy.ErasedBookings;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A notification as stored.
 *
 * @param id     {@code bookingId:revision:kind}, and {@code :occasion} where there may be several
 * @param dueAt  of its earliest delivery; null once all are settled, and so only what is pending is in the index
 * @param bookingId by which what was told before is found
 * @param people of what is about a waitlist, of which there is no booking: whose it is, see {@link ErasedBookings#personKey};
 *               null for all others
 * @param origin the event that caused it; what is published about it later carries this on
 */
@Permanent(why = "a few per booking, as long as the booking is kept: what was said to whom is part of its story")
@PersonalData(
        holds = "who was told what: names, addresses, what the professional needs to come",
        erased = "that it was sent, when and by which channel")
@Document("notifications")
record NotificationDocument(
        @Id String id,
        @Version @Nullable Long version,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        @Indexed String bookingId,
        @Bounded(of = "deliveries", max = 9, by = "its kind: three readers, three channels")
        @Bounded(of = "about.facts.terms.visit.answers", max = 20, by = "booking-service, as the offering asks")
        @Bounded(of = "about.facts.terms.preparation", max = 10, by = "booking-service, as the offering says")
        @Bounded(of = "about.facts.correction.changed", max = 10, by = "booking-service: what can be corrected")
        Notification notification,
        @Bounded(max = 2, by = "NotificationDocument: account and address") @Indexed(sparse = true) @Nullable List<String> people,
        @Nullable MessageContext origin,
        Outbox outbox)
        implements OutboxDocument {

    static NotificationDocument of(Notification notification, @Nullable NotificationDocument loaded, Outbox outbox) {
        return new NotificationDocument(
                notification.id(),
                loaded == null ? null : loaded.version(),
                notification.dueAt().orElse(null),
                notification.about().bookingId(),
                notification,
                people(notification.about()),
                loaded == null ? MessageContext.current() : loaded.origin(),
                outbox);
    }

    private static @Nullable List<String> people(BookingRevision about) {
        Person client = about.client();
        List<String> people = Stream.of(client.subject(), client.email())
                .flatMap(Stream::ofNullable)
                .map(key -> ErasedBookings.personKey(about.tenantId().value(), key))
                .toList();
        return about.facts().waitlist() == null || people.isEmpty() ? null : people;
    }

    Notification toDomain() {
        return notification;
    }
}
