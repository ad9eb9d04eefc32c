package io.holdfast.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.Permanent;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.mongo.OutboxDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One message of one kind to one person on one channel about one booking revision. It keeps the facts it speaks of, not
 * the rendered text, and of the client's home and answers only until they are sent.
 *
 * @param id           {@code bookingId:revision:kind:recipient:channel}, so that its cause makes it once
 * @param attempts     how often it was handed to the channel
 * @param nextTryAt    while pending: due from then on, and after a claim the end of the claim; null once settled
 * @param triedSince   the first attempt; giving up is measured from here
 * @param failure      what the last attempt ran into
 * @param withCalendar whether it carries the calendar entry
 * @param context      the event that caused it; what is published about it later carries this on
 */
@Permanent(why = "a few per booking, as long as the booking is kept: what was said to whom is part of its story")
@Document("notifications")
public record Notification(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String bookingId,
        int revision,
        Kind kind,
        Recipient recipient,
        Channel channel,
        DeliveryState state,
        int attempts,
        @Indexed(sparse = true) @Nullable Instant nextTryAt,
        @Nullable Instant triedSince,
        Instant createdAt,
        @Nullable Instant settledAt,
        @Nullable String failure,
        Reader reader,
        @Bounded(of = "visit.answers", max = 20, by = "booking-service, as the offering asks")
        BookingFacts booking,
        boolean withCalendar,
        @Nullable MessageContext context,
        Outbox outbox)
        implements OutboxDocument {

    /** Longer than the longest conversation with the SMTP server, so that a claim ends only when its holder is gone. */
    static final Duration CLAIM = Duration.ofSeconds(30);

    static final Duration PATIENCE = Duration.ofHours(24);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    static String idOf(String bookingId, int revision, Kind kind, Recipient recipient, Channel channel) {
        return bookingId + ":" + revision + ":" + kind + ":" + recipient + ":" + channel;
    }

    static Notification pending(
            About about, Kind kind, Recipient recipient, Reader reader, boolean withCalendar, Instant now) {
        return new Notification(
                idOf(about.bookingId(), about.revision(), kind, recipient, Channel.EMAIL),
                null,
                about.tenantId(),
                about.bookingId(),
                about.revision(),
                kind,
                recipient,
                Channel.EMAIL,
                DeliveryState.PENDING,
                0,
                now,
                null,
                now,
                null,
                null,
                reader,
                about.facts(),
                withCalendar,
                MessageContext.current(),
                Outbox.EMPTY);
    }

    /** The booking revision that a notification is about. */
    public record About(String tenantId, String bookingId, int revision, BookingFacts facts) {

        About saying(BookingFacts others) {
            return new About(tenantId, bookingId, revision, others);
        }
    }

    boolean isPending() {
        return state == DeliveryState.PENDING;
    }

    boolean isDue(Instant now) {
        return nextTryAt != null && !nextTryAt.isAfter(now);
    }

    boolean isWorthAnotherTry(Instant now) {
        return triedSince == null || now.isBefore(triedSince.plus(PATIENCE));
    }

    /** What the same person must have read before, as far as there is any of it; empty when this is the first word. */
    List<String> predecessors() {
        return switch (kind) {
            case AWAITING_CONFIRMATION -> List.of();
            case CONFIRMED, NEW_BOOKING, DECLINED, UNANSWERED -> List.of(request(revision));
            case RESCHEDULED -> {
                BookingFacts.Previous previous = booking.previous();
                yield previous == null ? List.of() : wordsThatItStands(previous.revision());
            }
            case REASSIGNED, CANCELLED -> wordsThatItStands(revision);
        };
    }

    private String request(int atRevision) {
        return idOf(bookingId, atRevision, Kind.AWAITING_CONFIRMATION, recipient, channel);
    }

    /** A revision begins with one of the last two, or is called off before, after the request alone. */
    private List<String> wordsThatItStands(int atRevision) {
        Kind first = recipient == Recipient.CLIENT ? Kind.CONFIRMED : Kind.NEW_BOOKING;
        return List.of(
                request(atRevision),
                idOf(bookingId, atRevision, first, recipient, channel),
                idOf(bookingId, atRevision, Kind.RESCHEDULED, recipient, channel));
    }

    Notification claimed(Instant now) {
        Instant since = triedSince == null ? now : triedSince;
        return with(DeliveryState.PENDING, attempts + 1, now.plus(CLAIM), since, null, failure, outbox);
    }

    /** Back in the queue with a growing pause, after the channel failed. */
    Notification failedFor(String reason, Instant now) {
        Duration pause = PAUSES.get(Math.clamp(attempts - 1L, 0, PAUSES.size() - 1));
        return with(DeliveryState.PENDING, attempts, now.plus(pause), triedSince, null, reason, outbox);
    }

    /** Back in the queue without having been tried; {@code attempts} counts what reached the channel. */
    Notification untried(Duration pause, Instant now) {
        Instant since = attempts == 1 ? null : triedSince;
        return with(DeliveryState.PENDING, attempts - 1, now.plus(pause), since, null, failure, outbox);
    }

    /** Left alone until its predecessor is settled. */
    Notification after(Instant then) {
        return with(DeliveryState.PENDING, attempts, then, triedSince, null, failure, outbox);
    }

    Notification sent(Instant now, Outbox withEvent) {
        return with(DeliveryState.SENT, attempts, null, triedSince, now, null, withEvent);
    }

    Notification failed(String reason, Instant now, Outbox withEvent) {
        return with(DeliveryState.FAILED, attempts, null, triedSince, now, reason, withEvent);
    }

    private Notification with(
            DeliveryState nextState,
            int nextAttempts,
            @Nullable Instant tryAt,
            @Nullable Instant since,
            @Nullable Instant settled,
            @Nullable String reason,
            Outbox nextOutbox) {
        return new Notification(
                id, version, tenantId, bookingId, revision, kind, recipient, channel, nextState, nextAttempts, tryAt,
                since, createdAt, settled, reason, reader, settled == null ? booking : booking.whereverItIs(),
                withCalendar, context, nextOutbox);
    }
}
