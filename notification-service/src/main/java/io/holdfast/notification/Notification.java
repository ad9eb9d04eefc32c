package io.holdfast.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The notification aggregate: one message of one kind about one booking revision, with a delivery for each person and
 * channel. It keeps the facts it speaks of, not the rendered text. Of the client's home and answers it keeps nothing once
 * it is settled; what tells that a booking stands keeps them until the booking is over, because reminders repeat them.
 *
 * @param occasion    tells several of one kind apart, such as a reminder's lead; null where there is one alone
 * @param usefulUntil after that nobody needs it any more; null when it is never too late
 * @param over        whether the booking is over, or stands otherwise by now
 */
public record Notification(
        BookingRevision about,
        NotificationKind kind,
        @Nullable String occasion,
        @Nullable Instant usefulUntil,
        boolean over,
        List<Delivery> deliveries) {

    public Notification {
        deliveries = List.copyOf(deliveries);
    }

    static Notification of(BookingRevision about, NotificationKind kind, List<Delivery> deliveries) {
        return new Notification(about, kind, null, null, false, deliveries);
    }

    /** One of several of its kind. */
    Notification on(@Nullable String itsOccasion) {
        return new Notification(about, kind, itsOccasion, usefulUntil, over, deliveries);
    }

    Notification usefulUntil(@Nullable Instant end) {
        return new Notification(about, kind, occasion, end, over, deliveries);
    }

    /** Made of its cause, so that this makes it once. */
    public String id() {
        return idOf(about.bookingId(), about.revision(), kind, occasion);
    }

    static String idOf(String bookingId, int revision, NotificationKind kind, @Nullable String occasion) {
        String id = bookingId + ":" + revision + ":" + kind;
        return occasion == null ? id : id + ":" + occasion;
    }

    /** What the same people must have read before, as far as there is any of it; empty when this is the first word. */
    List<String> predecessors() {
        int revision = about.revision();
        return switch (kind) {
            case PAYMENT_DUE, PAYMENT_FAILED, AWAITING_CONFIRMATION, PROPOSAL, WAITLIST_JOINED -> List.of();
            case WAITLIST_OFFER -> Stream.ofNullable(about.facts().waitlist())
                    .map(waitlist -> idOf(waitlist.entryId(), revision, NotificationKind.WAITLIST_JOINED, null))
                    .toList();
            case WAITLIST_MISSED -> List.of(idAt(revision, NotificationKind.WAITLIST_OFFER));
            case PROPOSAL_WITHDRAWN -> List.of(idOf(about.bookingId(), revision, NotificationKind.PROPOSAL, occasion));
            case EXPIRED -> List.of(idAt(revision, NotificationKind.PAYMENT_DUE));
            case ANSWER_REMINDER -> List.of(idAt(revision, NotificationKind.AWAITING_CONFIRMATION));
            case CONFIRMED, NEW_BOOKING, DECLINED, UNANSWERED -> List.of(
                    idAt(revision, NotificationKind.AWAITING_CONFIRMATION), idAt(revision, NotificationKind.ANSWER_REMINDER));
            case RESCHEDULED, SEARCHING -> {
                BookingFacts.Previous previous = about.facts().previous();
                yield previous == null ? List.of() : wordsThatItStands(previous.revision());
            }
            case REASSIGNED, CANCELLED, CORRECTED, CALENDAR_CONFLICT, REMINDER, REMINDER_SOON, REMINDER_NOW, STARTING, THANK_YOU ->
                wordsThatItStands(revision);
            case REFUNDED, REFUND_FAILED -> List.of(
                    idAt(revision, NotificationKind.CANCELLED),
                    idAt(revision, NotificationKind.DECLINED),
                    idAt(revision, NotificationKind.UNANSWERED),
                    idAt(revision, NotificationKind.EXPIRED));
            case REVIEW_REMINDER -> List.of(idAt(revision, NotificationKind.THANK_YOU));
        };
    }

    /** After which of these nobody needs it any more. */
    List<String> overtakenBy() {
        int revision = about.revision();
        return switch (kind) {
            case PAYMENT_DUE, PAYMENT_FAILED -> List.of(
                    idAt(revision, NotificationKind.AWAITING_CONFIRMATION),
                    idAt(revision, NotificationKind.CONFIRMED),
                    idAt(revision, NotificationKind.EXPIRED),
                    idAt(revision, NotificationKind.CANCELLED));
            case ANSWER_REMINDER -> List.of(
                    idAt(revision, NotificationKind.CONFIRMED),
                    idAt(revision, NotificationKind.DECLINED),
                    idAt(revision, NotificationKind.UNANSWERED),
                    idAt(revision, NotificationKind.CANCELLED));
            case SEARCHING -> List.of(
                    idAt(revision, NotificationKind.CONFIRMED), idAt(revision, NotificationKind.CANCELLED));
            case WAITLIST_OFFER -> List.of(
                    idAt(revision, NotificationKind.WAITLIST_MISSED),
                    idAt(revision, NotificationKind.PAYMENT_DUE),
                    idAt(revision, NotificationKind.AWAITING_CONFIRMATION),
                    idAt(revision, NotificationKind.CONFIRMED),
                    idAt(revision, NotificationKind.EXPIRED),
                    idAt(revision, NotificationKind.CANCELLED));
            // What stands or does not is said whatever follows, and what repeats it is held against what stands.
            case EXPIRED, AWAITING_CONFIRMATION, DECLINED, UNANSWERED, PROPOSAL, PROPOSAL_WITHDRAWN, WAITLIST_JOINED,
                    WAITLIST_MISSED, CONFIRMED, RESCHEDULED, NEW_BOOKING, REASSIGNED, CORRECTED, CALENDAR_CONFLICT, REMINDER,
                    REMINDER_SOON, REMINDER_NOW, STARTING, CANCELLED, REFUNDED, REFUND_FAILED, THANK_YOU, REVIEW_REMINDER -> List.of();
        };
    }

    /** A revision begins with one of the last three, or is called off before, after the request alone. */
    private List<String> wordsThatItStands(int revision) {
        return List.of(
                idAt(revision, NotificationKind.AWAITING_CONFIRMATION),
                idAt(revision, NotificationKind.CONFIRMED),
                idAt(revision, NotificationKind.NEW_BOOKING),
                idAt(revision, NotificationKind.RESCHEDULED));
    }

    private String idAt(int revision, NotificationKind ofKind) {
        return idOf(about.bookingId(), revision, ofKind, null);
    }

    /** Whether calendars have the booking, or are to have it, and this says what becomes of the entry. */
    boolean changesCalendars() {
        BookingFacts.Cancellation cancellation = about.facts().cancellation();
        BookingFacts.Correction correction = about.facts().correction();
        return kind.calendarChange() != NotificationKind.CalendarChange.NONE
                && (cancellation == null || cancellation.stood())
                && (correction == null || correction.stands());
    }

    /** When a delivery is due next, or its claim ends; empty once all are settled. */
    Optional<Instant> dueAt() {
        return deliveries.stream().map(Delivery::dueAt).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    /** When one is to be sent next that nobody has claimed. */
    Optional<Instant> pendingAt() {
        return deliveries.stream()
                .filter(delivery -> delivery.status() == DeliveryStatus.PENDING)
                .map(Delivery::dueAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    boolean isSettled() {
        return deliveries.stream().allMatch(Delivery::isSettled);
    }

    /** Whether a person has yet to get something of it by a delivery's channel. */
    boolean isUnreadBy(Delivery reader) {
        return deliveries.stream().anyMatch(delivery -> delivery.isAlong(reader) && !delivery.isSettled());
    }

    List<Delivery> claimed() {
        return deliveries.stream().filter(delivery -> delivery.status() == DeliveryStatus.SENDING).toList();
    }

    /** Whether each of its claims lasts so long. */
    boolean isClaimedFor(Duration time, Instant now) {
        return claimed().stream().allMatch(delivery -> delivery.isClaimedFor(time, now));
    }

    /** What is claimed now and was not, or was claimed for another attempt. */
    List<Delivery> claimedSince(Notification before) {
        return claimed().stream().filter(delivery -> !before.deliveries.contains(delivery)).toList();
    }

    /**
     * Takes what is due to be sent now. A claim that is never followed by a record ends by itself, and it is sent again.
     *
     * @param surroundings what speaks against sending now
     */
    Decision<Notification, NotificationEvent> claim(Surroundings surroundings, Instant now) {
        Notification next = with(delivery -> delivery.isDue(now) ? take(delivery, surroundings, now) : delivery);
        return next.equals(this)
                ? Decision.unchanged(this, "claimed by another instance, put off, settled, or its channel is away")
                : next.settledOr();
    }

    private Delivery take(Delivery due, Surroundings surroundings, Instant now) {
        if (usefulUntil != null && !now.isBefore(usefulUntil)) {
            return due.skipped("Too late", now);
        }
        if (surroundings.outdated()) {
            return due.skipped("The booking has changed", now);
        }
        if (!surroundings.open().contains(due.channel())) {
            return due;
        }
        return surroundings.unread().stream().anyMatch(before -> before.isUnreadBy(due)) ? due.postponed(now) : due.claimed(now);
    }

    /** Records what became of attempts. */
    Decision<Notification, NotificationEvent> record(List<Attempt> attempts, Instant now) {
        Notification next = with(delivery -> attempts.stream()
                .filter(attempt -> delivery.isAttempt(attempt.claimed()))
                .findFirst()
                .map(attempt -> delivery.after(attempt.outcome(), now))
                .orElse(delivery));
        // Its claim had ended; receivers drop the second copy.
        return next.equals(this) ? Decision.unchanged(this, "taken over by another instance") : next.settledOr();
    }

    /** The booking is over, or stands otherwise: what was kept for reminders is forgotten. */
    Decision<Notification, NotificationEvent> end() {
        if (over) {
            return Decision.unchanged(this, "it was over before");
        }
        return Decision.changed(new Notification(about, kind, occasion, usefulUntil, true, deliveries).forgetting());
    }

    /** What it said was corrected, and reminders repeat it as it is now. */
    Decision<Notification, NotificationEvent> correct(BookingRevision corrected) {
        if (over) {
            return Decision.unchanged(this, "nobody is reminded of it any more");
        }
        BookingFacts facts = corrected.facts().movedFrom(about.facts().previous());
        return Decision.changed(
                new Notification(corrected.saying(facts), kind, occasion, usefulUntil, false, deliveries));
    }

    /** Whether it may be on its way at this moment. */
    boolean isBeingSent(Instant now) {
        return deliveries.stream().anyMatch(delivery -> delivery.status() == DeliveryStatus.SENDING && !delivery.isDue(now));
    }

    /** The client is to be forgotten: it is remembered that something was sent, and not to whom. */
    Decision<Notification, NotificationEvent> erase(Instant now) {
        List<Delivery> left = deliveries.stream().map(delivery -> delivery.ofNobody(now)).toList();
        var next = new Notification(about.ofNobody(), kind, occasion, usefulUntil, true, left);
        if (next.equals(this)) {
            return Decision.unchanged(this, "it was erased before");
        }
        return isSettled() ? Decision.changed(next) : next.settledOr();
    }

    /** Who received it, where that was not the client, is to be forgotten. */
    Decision<Notification, NotificationEvent> eraseRecipient() {
        var next = new Notification(
                about.saying(about.facts().withoutRecipient()), kind, occasion, usefulUntil, over, deliveries);
        return next.equals(this) ? Decision.unchanged(this, "it names nobody but its client") : Decision.changed(next);
    }

    /** As it begins: without any delivery that is still to be made it says so at once. */
    Decision<Notification, NotificationEvent> begin() {
        return settledOr();
    }

    private Decision<Notification, NotificationEvent> settledOr() {
        if (!isSettled()) {
            return Decision.changed(this);
        }
        boolean anySent = deliveries.stream().anyMatch(delivery -> delivery.status() == DeliveryStatus.SENT);
        boolean anyFailed = deliveries.stream().anyMatch(delivery -> delivery.status() == DeliveryStatus.FAILED);
        return Decision.changed(
                forgetting(), anyFailed && !anySent ? new NotificationEvent.Failed() : new NotificationEvent.Sent());
    }

    private Notification forgetting() {
        boolean isRepeated = kind.tellsThatItStands() && !over;
        return isSettled() && !isRepeated
                ? new Notification(about.whenOver(), kind, occasion, usefulUntil, over, deliveries)
                : this;
    }

    private Notification with(UnaryOperator<Delivery> change) {
        return new Notification(about, kind, occasion, usefulUntil, over, deliveries.stream().map(change).toList());
    }

    /**
     * What speaks against sending now.
     *
     * @param open     channels that are not known to be away
     * @param unread   what some have yet to read before
     * @param outdated whether the booking has changed since
     */
    record Surroundings(Set<Channel> open, List<Notification> unread, boolean outdated) {}

    /** A delivery as it was claimed, and what became of it. */
    record Attempt(Delivery claimed, ChannelSender.Outcome outcome) {}
}
