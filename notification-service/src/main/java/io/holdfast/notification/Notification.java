package io.holdfast.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.messaging.aggregates.Decision;

/**
 * The notification aggregate: one message of one kind to one person on one channel about one booking revision. It keeps
 * the facts it speaks of, not the rendered text, and of the client's home and answers only until they are sent.
 *
 * @param withCalendar whether it carries the calendar entry
 */
public record Notification(
        BookingRevision about,
        NotificationKind kind,
        Recipient recipient,
        Channel channel,
        Addressee addressee,
        boolean withCalendar,
        Delivery delivery) {

    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

    /** A new one, to be sent at once; without an address it has failed. */
    static Decision<Notification, NotificationEvent> caused(
            BookingRevision about,
            NotificationKind kind,
            Recipient recipient,
            Addressee addressee,
            boolean withCalendar,
            Instant now) {
        var pending = new Notification(
                about, kind, recipient, Channel.EMAIL, addressee, withCalendar, Delivery.pending(now));
        return addressee.email() == null
                ? pending.giveUp("No address is known", now)
                : Decision.changed(pending);
    }

    /** Made of its cause, so that this makes it once. */
    public String id() {
        return idAt(about.revision(), kind);
    }

    static String idOf(String bookingId, int revision, NotificationKind kind, Recipient recipient) {
        return bookingId + ":" + revision + ":" + kind + ":" + recipient + ":" + Channel.EMAIL;
    }

    /** What the same person must have read before, as far as there is any of it; empty when this is the first word. */
    List<String> predecessors() {
        return switch (kind) {
            case AWAITING_CONFIRMATION -> List.of();
            case CONFIRMED, NEW_BOOKING, DECLINED, UNANSWERED ->
                List.of(idAt(about.revision(), NotificationKind.AWAITING_CONFIRMATION));
            case RESCHEDULED -> {
                BookingFacts.Previous previous = about.facts().previous();
                yield previous == null ? List.of() : wordsThatItStands(previous.revision());
            }
            case REASSIGNED, CANCELLED -> wordsThatItStands(about.revision());
        };
    }

    /** A revision begins with one of the last two, or is called off before, after the request alone. */
    private List<String> wordsThatItStands(int revision) {
        var first = recipient == Recipient.CLIENT ? NotificationKind.CONFIRMED : NotificationKind.NEW_BOOKING;
        return List.of(
                idAt(revision, NotificationKind.AWAITING_CONFIRMATION),
                idAt(revision, first),
                idAt(revision, NotificationKind.RESCHEDULED));
    }

    private String idAt(int revision, NotificationKind ofKind) {
        return idOf(about.bookingId(), revision, ofKind, recipient);
    }

    /** Takes it to be sent now. A claim that is never followed by a record ends by itself, and it is sent again. */
    Decision<Notification, NotificationEvent> claim(Instant now) {
        return delivery.isDue(now)
                ? Decision.changed(with(delivery.claimed(now)))
                : Decision.unchanged(this, "claimed by another instance, put off or settled meanwhile");
    }

    /** Leaves it alone until its predecessor is settled. */
    Decision<Notification, NotificationEvent> postpone(Instant now) {
        return Decision.changed(with(delivery.postponed(now.plus(SHORT_PAUSE))));
    }

    /** Records what became of an attempt. */
    Decision<Notification, NotificationEvent> record(MailChannel.Outcome outcome, Delivery claimed, Instant now) {
        if (!delivery.isAttempt(claimed)) {
            // Its claim had ended; receivers drop the second copy.
            return Decision.unchanged(this, "taken over by another instance");
        }
        return switch (outcome) {
            case MailChannel.Outcome.Delivered() ->
                Decision.changed(settled(delivery.sent(now)), new NotificationEvent.Sent());
            case MailChannel.Outcome.Undeliverable(String reason) -> giveUp(reason, now);
            case MailChannel.Outcome.TryLater(String reason) -> delivery.isWorthAnotherTry(now)
                    ? Decision.changed(with(delivery.failedFor(reason, now)))
                    : giveUp(reason, now);
            case MailChannel.Outcome.NotTried() -> Decision.changed(with(delivery.untried(now.plus(SHORT_PAUSE))));
        };
    }

    private Decision<Notification, NotificationEvent> giveUp(String reason, Instant now) {
        return Decision.changed(settled(delivery.givenUp(reason, now)), new NotificationEvent.Failed(reason));
    }

    private Notification with(Delivery next) {
        return new Notification(about, kind, recipient, channel, addressee, withCalendar, next);
    }

    private Notification settled(Delivery end) {
        var kept = about.saying(about.facts().whereverItIs());
        return new Notification(kept, kind, recipient, channel, addressee, withCalendar, end);
    }
}
