package io.holdfast.booking.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Everything that happened to a booking and everything that is set to happen, in order. */
public final class Timeline {

    /**
     * One entry.
     *
     * @param type        as the event is called on the wire; for the future, the timer that will ring
     * @param happened    false for what is scheduled, and happens unless something else comes first
     * @param triggeredBy who or what; null where it is the payment provider's doing
     * @param cause       the command or message that brought it about
     * @param detail      reason, amount or times, for people; null where the type says all
     */
    public record Entry(
            Instant at,
            String type,
            boolean happened,
            @Nullable TriggeredBy triggeredBy,
            String cause,
            @Nullable String detail) {}

    private final List<Entry> entries = new ArrayList<>();

    private Timeline() {}

    public static List<Entry> of(Booking booking) {
        var timeline = new Timeline();
        BookingState state = booking.state();
        timeline.statuses(state);
        timeline.moves(state);
        timeline.money(state);
        timeline.room(state);
        timeline.review(state);
        timeline.scheduled(state);
        return timeline.entries.stream()
                .sorted(Comparator.comparing((Entry entry) -> !entry.happened()).thenComparing(Entry::at))
                .toList();
    }

    private void statuses(BookingState state) {
        BookingStatus before = null;
        for (StatusChange change : state.history()) {
            boolean moved = change.status() == BookingStatus.CONFIRMED && before == BookingStatus.CONFIRMED;
            entries.add(new Entry(
                    change.at(),
                    moved ? "booking.rescheduled" : type(change.status()),
                    true,
                    change.triggeredBy(),
                    moved ? "slot.booked" : cause(change),
                    change.reason()));
            before = change.status();
        }
    }

    private void moves(BookingState state) {
        for (Reschedule move : state.reschedules()) {
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

    private void money(BookingState state) {
        if (state.payment() == null) {
            return;
        }
        for (PaymentFact fact : state.payment().facts()) {
            String type = "payment." + fact.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            happened(fact.at(), type, TriggeredBy.PAYMENT, "the payment provider", detail(fact));
        }
    }

    private static @Nullable String detail(PaymentFact fact) {
        String amount = fact.amount() == null ? null : fact.amount().amount() + " " + fact.amount().currency();
        if (fact.reference() == null) {
            return amount;
        }
        return amount == null ? fact.reference() : amount + ", " + fact.reference();
    }

    private void room(BookingState state) {
        if (state.meeting().at() != null) {
            happened(state.meeting().at(), "meeting.arranged", TriggeredBy.SCHEDULER, "booking.confirmed", null);
        }
    }

    private void review(BookingState state) {
        Review review = state.review();
        if (review.at() != null) {
            happened(review.at(), "booking.reviewed", TriggeredBy.CLIENT, "review", review.rating() + " of 5");
        }
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
        entries.add(new Entry(at, type, true, by, cause, detail));
    }

    private void scheduled(Instant at, String type, @Nullable String detail) {
        entries.add(new Entry(at, type, false, TriggeredBy.SCHEDULER, "timer", detail));
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

    private static String cause(StatusChange change) {
        return switch (change.triggeredBy()) {
            case CLIENT, PROFESSIONAL, ADMIN -> switch (change.status()) {
                case REQUESTED -> "request";
                case CONFIRMED -> "confirm";
                case DECLINED -> "decline";
                case CANCELLED -> "cancel";
                case COMPLETED -> "complete";
                case NO_SHOW -> "no-show";
                case PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, IN_PROGRESS, REJECTED, EXPIRED ->
                    "a command";
            };
            case AVAILABILITY -> switch (change.status()) {
                case PENDING_PAYMENT, CONFIRMING -> "slot.reserved";
                case REJECTED -> "slot.rejected";
                case CANCELLED -> "slot.lost";
                case REQUESTED, PENDING_CONFIRMATION, CONFIRMED, IN_PROGRESS, COMPLETED, NO_SHOW, EXPIRED, DECLINED ->
                    "slot.booked";
            };
            case PAYMENT -> change.status() == BookingStatus.CANCELLED ? "payment.order-refused" : "payment.captured";
            case SCHEDULER -> switch (change.status()) {
                case EXPIRED -> "hold.timed-out";
                case DECLINED -> "confirmation.timed-out";
                case REJECTED -> "request.timed-out";
                case CANCELLED -> "confirming.timed-out";
                case IN_PROGRESS -> "booking.start-reached";
                case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, CONFIRMED, COMPLETED, NO_SHOW ->
                    "booking.end-reached";
            };
        };
    }
}
