package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.booking.domain.ReminderPolicy;
import io.holdfast.booking.domain.payment.PaymentFact;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happened to a booking and everything that is set to happen, in the order in which we learned of it: the
 * payment provider's clock is not ours, and knows whole seconds only. Its own time stands beside ours.
 */
public final class Timeline {

    /**
     * One entry.
     *
     * @param at          when we learned of it; for the future, when it is due
     * @param type        as the event is called on the wire; for the future, the timer that will ring
     * @param happened    false for what is scheduled, and happens unless something else comes first
     * @param triggeredBy who or what; null where it is the payment provider's doing
     * @param cause       the command or message that brought it about
     * @param detail      reason, amount or times, for people; null where the type says all
     * @param providerAt  when the payment provider says it happened, in whole seconds; null where it says nothing
     * @param by          the {@code sub} of the professional or admin who did it; null where nobody of the business did
     * @param kind        what a message says; null for what is no message, likewise the next two
     * @param recipient   the role of who was written to
     * @param channel     how they were reached
     */
    public record Entry(
            Instant at,
            String type,
            boolean happened,
            @Nullable TriggeredBy triggeredBy,
            String cause,
            @Nullable String detail,
            @Nullable Instant providerAt,
            @Nullable String by,
            @Nullable String kind,
            @Nullable String recipient,
            @Nullable String channel) {

        Entry(
                Instant at,
                String type,
                boolean happened,
                @Nullable TriggeredBy triggeredBy,
                String cause,
                @Nullable String detail,
                @Nullable Instant providerAt,
                @Nullable String by) {
            this(at, type, happened, triggeredBy, cause, detail, providerAt, by, null, null, null);
        }

        /**
         * As clients see it: who of the business it was, and what they are written, is the business's own affair.
         *
         * @return empty where there is nothing for them
         */
        public Optional<Entry> forClients() {
            return recipient == null || recipient.equals(SentMessage.CLIENT)
                    ? Optional.of(new Entry(
                            at, type, happened, triggeredBy, cause, detail, providerAt, null, kind, recipient, channel))
                    : Optional.empty();
        }
    }

    /** An entry, and where it stands: what follows from something never stands before it. */
    private record Placed(Entry entry, Instant at) {}

    private final List<Placed> entries = new ArrayList<>();
    private Instant latest = Instant.MIN;

    private Timeline() {}

    /**
     * By time, and what is of one moment as it was added.
     *
     * @param messages     what was sent about it
     * @param archiveAfter how long after its end it counts as archived, once it is over
     */
    public static List<Entry> of(Booking booking, List<SentMessage> messages, Duration archiveAfter, Instant now) {
        var timeline = new Timeline();
        BookingState state = booking.state();
        timeline.statusesAndMoney(state);
        timeline.moves(state);
        state.corrections().forEach(timeline::correction);
        if (state.meeting().at() != null) {
            timeline.happened(state.meeting().at(), "meeting.arranged", TriggeredBy.SCHEDULER, "booking.confirmed", null);
        }
        if (state.payment() != null && state.payment().remindedAt() != null) {
            timeline.happened(
                    state.payment().remindedAt(), "booking.payment-due", TriggeredBy.SCHEDULER, "hold.reminder-due", null);
        }
        Review review = state.review();
        if (review.at() != null) {
            timeline.happened(review.at(), "booking.reviewed", TriggeredBy.CLIENT, "review", review.rating() + " of 5");
        }
        messages.forEach(timeline::message);
        timeline.scheduled(state);
        new Reminders(timeline, booking, now).all();
        if (booking.status().isOver()) {
            timeline.archived(state.slot().end().plus(archiveAfter), now);
        }
        return timeline.entries.stream()
                .sorted(Comparator.comparing((Placed it) -> !it.entry().happened()).thenComparing(Placed::at))
                .map(Placed::entry)
                .toList();
    }

    /** Both are stored in the order in which they came, and a fact knows how many changes there had been. */
    private void statusesAndMoney(BookingState state) {
        List<PaymentFact> facts = state.payment() == null ? List.of() : state.payment().facts();
        for (int changes = 0; changes <= state.history().size(); changes++) {
            int soFar = changes;
            facts.stream().filter(fact -> fact.received().after() == soFar).forEach(this::money);
            if (changes < state.history().size()) {
                status(state.history(), changes);
            }
        }
    }

    private void status(List<StatusChange> history, int index) {
        StatusChange change = history.get(index);
        boolean moved = index > 0
                && change.status() == BookingStatus.CONFIRMED
                && history.get(index - 1).status() == BookingStatus.CONFIRMED;
        inSequence(new Entry(
                change.at(), moved ? "booking.rescheduled" : type(change.status()), true, change.triggeredBy(),
                change.cause().label(), change.reason(), null, change.by()));
    }

    private void money(PaymentFact fact) {
        boolean byTheProvidersClock = fact.kind() == PaymentFact.Kind.CAPTURED;
        inSequence(new Entry(
                fact.received().at(), "payment." + fact.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'), true,
                TriggeredBy.PAYMENT, "the payment provider", detail(fact),
                byTheProvidersClock ? fact.at().truncatedTo(ChronoUnit.SECONDS) : null, null));
    }

    /** Two instances' clocks differ a little: it stands no earlier than what was stored before it. */
    private void inSequence(Entry entry) {
        latest = entry.at().isAfter(latest) ? entry.at() : latest;
        entries.add(new Placed(entry, latest));
    }

    private static @Nullable String detail(PaymentFact fact) {
        var parts = new ArrayList<String>();
        if (fact.amount() != null) {
            parts.add(fact.amount().minorUnits() + " " + fact.amount().currency());
        }
        if (fact.reference() != null) {
            parts.add(fact.reference());
        }
        if (fact.isBesideTheBooking()) {
            parts.add("of a payment that does not count for this booking");
        }
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private void moves(BookingState state) {
        for (Reschedule move : state.rescheduling().attempts()) {
            String times = move.from().start() + " to " + move.to().start() + " with "
                    + move.to().provider().displayName();
            happened(move.at(), "booking.reschedule-requested", move.by(), move.cause(), times);
            if (move.result() == Reschedule.Result.REJECTED && move.settledAt() != null) {
                happened(
                        move.settledAt(), "booking.reschedule-rejected", TriggeredBy.AVAILABILITY, "slot.rejected",
                        move.refusal());
            }
        }
    }

    private void message(SentMessage message) {
        String type = switch (message.status()) {
            case SENT -> "notification.sent";
            case FAILED -> "notification.failed";
            case SKIPPED -> "notification.skipped";
        };
        String detail = Stream.of(message.occasion(), message.reason())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        entries.add(new Placed(
                new Entry(
                        message.at(), type, true, null, "notification-service", detail.isEmpty() ? null : detail, null, null,
                        message.kind(), message.recipient(), message.channel()),
                message.at()));
    }

    private void archived(Instant at, Instant now) {
        if (at.isAfter(now)) {
            scheduled(at, "booking.archived", null);
        } else {
            happened(at, "booking.archived", TriggeredBy.SCHEDULER, "timer", null);
        }
    }

    /** What people will be reminded of, as far as that is known and not past. */
    private record Reminders(Timeline timeline, Booking booking, Instant now) {

        void all() {
            ReminderPolicy policy = booking.terms().policies().reminders();
            BookingState state = booking.state();
            Instant since = state.lastChange().at();
            Deadline deadline = state.deadline();
            switch (booking.status()) {
                case PENDING_PAYMENT -> {
                    if (state.payment() != null && state.payment().remindedAt() == null && deadline != null) {
                        add(deadline.remindOfPayment(since), "hold.reminder-due", "unless it is paid");
                    }
                }
                case PENDING_CONFIRMATION -> {
                    if (deadline != null) {
                        add(deadline.remindOfAnswer(since), "confirmation.reminder-due", "unless it is answered");
                    }
                }
                case CONFIRMED -> policy.beforeStart().forEach(lead ->
                        add(state.slot().start().minus(lead), "reminder.due", lead + " before the start"));
                case COMPLETED -> {
                    if (state.review().status() == Review.Status.REQUESTED) {
                        policy.reviewRounds(since).forEach(at -> add(at, "review-request.due", "unless there is a review"));
                    }
                }
                // Nobody is reminded of anything.
                case REQUESTED, CONFIRMING, PENDING_MATCH, IN_PROGRESS, NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED -> { }
            }
        }

        private void add(Instant at, String type, String detail) {
            if (at.isAfter(now)) {
                timeline.scheduled(at, type, detail);
            }
        }
    }

    private void correction(Correction correction) {
        entries.add(new Placed(
                new Entry(
                        correction.at(), "booking.corrected", true, correction.triggeredBy(), "correct",
                        String.join(", ", correction.changed()), null, correction.by()),
                correction.at()));
    }

    private void scheduled(BookingState state) {
        switch (state.status()) {
            case REQUESTED -> waitsForTheCalendar(state, "request.timed-out");
            case CONFIRMING -> waitsForTheCalendar(state, "confirming.timed-out");
            case PENDING_PAYMENT -> {
                if (state.payment() != null && state.payment().holdUntil() != null) {
                    scheduled(state.payment().holdUntil(), "hold.timed-out", "unless it is paid");
                }
            }
            case PENDING_CONFIRMATION -> {
                if (state.confirmationDeadline() != null) {
                    scheduled(state.confirmationDeadline(), "confirmation.timed-out", "unless it is answered");
                }
            }
            case PENDING_MATCH -> {
                if (state.search().until() != null) {
                    scheduled(state.search().until(), "match.timed-out", "unless somebody is found");
                }
            }
            case CONFIRMED -> {
                scheduled(state.slot().start(), "booking.start-reached", null);
                scheduled(state.slot().end(), "booking.end-reached", null);
            }
            case IN_PROGRESS -> scheduled(state.slot().end(), "booking.end-reached", null);
            // Nobody acts next.
            case COMPLETED, NO_SHOW, REJECTED, EXPIRED, DECLINED, CANCELLED -> { }
        }
    }

    private void waitsForTheCalendar(BookingState state, String timer) {
        if (state.deadline() != null) {
            scheduled(state.deadline().due(), timer, "unless the calendar answers");
        }
    }

    private void happened(Instant at, String type, TriggeredBy by, String cause, @Nullable String detail) {
        entries.add(new Placed(new Entry(at, type, true, by, cause, detail, null, null), at));
    }

    private void scheduled(Instant at, String type, @Nullable String detail) {
        entries.add(new Placed(new Entry(at, type, false, TriggeredBy.SCHEDULER, "timer", detail, null, null), at));
    }

    private static String type(BookingStatus status) {
        return switch (status) {
            case REQUESTED -> "booking.requested";
            case PENDING_PAYMENT -> "booking.awaiting-payment";
            case CONFIRMING -> "booking.paid";
            case PENDING_CONFIRMATION -> "booking.awaiting-confirmation";
            case PENDING_MATCH -> "booking.awaiting-match";
            case CONFIRMED -> "booking.confirmed";
            case IN_PROGRESS -> "booking.started";
            case COMPLETED -> "booking.completed";
            case NO_SHOW -> "booking.no-show-recorded";
            case REJECTED -> "booking.rejected";
            case EXPIRED -> "booking.expired";
            case DECLINED -> "booking.declined";
            case CANCELLED -> "booking.cancelled";
        };
    }
}
