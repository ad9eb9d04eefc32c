package io.holdfast.booking.domain.booking;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

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
     */
    public record Entry(
            Instant at,
            String type,
            boolean happened,
            @Nullable TriggeredBy triggeredBy,
            String cause,
            @Nullable String detail,
            @Nullable Instant providerAt,
            @Nullable String by) {

        /** As clients see it: who of the business it was is the business's own affair. */
        public Entry withoutNames() {
            return new Entry(at, type, happened, triggeredBy, cause, detail, providerAt, null);
        }
    }

    /** An entry, and where it stands: what follows from something never stands before it. */
    private record Placed(Entry entry, Instant at) {}

    private final List<Placed> entries = new ArrayList<>();
    private Instant latest = Instant.MIN;

    private Timeline() {}

    /** By time, and what is of one moment as it was added. */
    public static List<Entry> of(Booking booking) {
        var timeline = new Timeline();
        BookingState state = booking.state();
        timeline.statusesAndMoney(state);
        timeline.moves(state);
        state.corrections().forEach(timeline::correction);
        if (state.meeting().at() != null) {
            timeline.happened(state.meeting().at(), "meeting.arranged", TriggeredBy.SCHEDULER, "booking.confirmed", null);
        }
        Review review = state.review();
        if (review.at() != null) {
            timeline.happened(review.at(), "booking.reviewed", TriggeredBy.CLIENT, "review", review.rating() + " of 5");
        }
        timeline.scheduled(state);
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
                    + move.to().professional().displayName();
            happened(move.at(), "booking.reschedule-requested", move.by(), "reschedule", times);
            if (move.result() == Reschedule.Result.REJECTED && move.settledAt() != null) {
                happened(
                        move.settledAt(), "booking.reschedule-rejected", TriggeredBy.AVAILABILITY, "slot.rejected",
                        move.refusal());
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
