package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.booking.domain.Money;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The attempts to move a booking to another time or professional. It keeps what it has until availability has booked that.
 *
 * @param attempts oldest first
 */
public record Rescheduling(List<Reschedule> attempts) {

    static final Rescheduling NONE = new Rescheduling(List.of());
    // More would only be somebody's program gone wild, and a document has its limits.
    static final int MOST_ATTEMPTS = 50;

    public Rescheduling {
        attempts = List.copyOf(attempts);
    }

    /** The last that succeeded reached; 1 when none did. */
    int revision() {
        return attempts.stream()
                .filter(attempt -> attempt.result() == Reschedule.Result.DONE)
                .mapToInt(Reschedule::revision)
                .max()
                .orElse(1);
    }

    public Optional<Reschedule> last() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    /** The attempt that nobody has answered yet. */
    public Optional<Reschedule> pending() {
        return last().filter(Reschedule::isPending);
    }

    /** The attempt that was still pending when the booking was cancelled or given back, if it was then at that revision. */
    Optional<Reschedule> withdrawn(int revision) {
        return last().filter(attempt -> attempt.result() == Reschedule.Result.WITHDRAWN && attempt.revision() > revision);
    }

    Decision<Booking, BookingEvent> request(
            Booking booking,
            Actor by,
            Slot to,
            @Nullable Money listPrice,
            @Nullable String note,
            @Nullable WaitlistOffer offer,
            Instant now) {
        Slot slot = booking.state().slot();
        if (!now.isBefore(slot.start())) {
            return booking.refused("booking-started", "The booking began at " + slot.start() + " and cannot be moved.");
        }
        if (pending().isPresent()) {
            return booking.refused("reschedule-pending", "The booking is being moved already. Please wait for the answer.");
        }
        if (to.isSameTimeAs(slot)) {
            return booking.againstRule("nothing-to-move", "The booking is at that time with that professional already.");
        }
        boolean byAdmin = by.role() == TriggeredBy.ADMIN;
        int notice = booking.terms().policies().rescheduleNoticeHours();
        boolean late = now.isAfter(slot.start().minus(Duration.ofHours(notice)));
        if (late && !byAdmin) {
            return booking.againstRule(
                    "reschedule-notice", "A booking can be moved up to " + notice + " hours before it starts.");
        }
        Money price = booking.terms().price().base();
        boolean costsSomethingElse = listPrice != null && !listPrice.equals(price);
        if (costsSomethingElse && !byAdmin) {
            return booking.againstRule("price-differs", "With " + to.provider().displayName() + " this costs " + listPrice
                    + " and not " + price + ". Please choose somebody at the same price, or cancel and book again.");
        }
        if (attempts.size() == MOST_ATTEMPTS) {
            return booking.againstRule(
                    "reschedule-limit", "The booking was moved too often; please cancel it and book again.");
        }
        int next = booking.state().revision() + 1;
        int attempt = 1 + (int) attempts.stream().filter(move -> move.revision() == next).count();
        var asked = new Reschedule(
                next, attempt, slot, to, by.role(), now, late, costsSomethingElse ? listPrice : null, note, offer,
                Reschedule.Result.PENDING, null, null, List.of());
        var all = new Rescheduling(Stream.concat(attempts.stream(), Stream.of(asked)).toList());
        return all.ask(booking.with(state -> state.rescheduling = all), now);
    }

    /**
     * Nobody answered. Availability may have moved the booking already, so it is not ours to give up: it is asked again,
     * less and less often, and says again what it decided. Only once the time that the booking has is over does that not
     * matter.
     */
    Decision<Booking, BookingEvent> askAgain(Booking booking, Instant now) {
        return now.isBefore(booking.state().slot().end())
                ? ask(booking, now)
                : reject(booking, Booking.NO_ANSWER, List.of(), now);
    }

    private Decision<Booking, BookingEvent> ask(Booking booking, Instant now) {
        Reschedule asked = attempts.getLast();
        Duration sinceAsked = Duration.between(asked.at(), now);
        Duration first = Duration.ofSeconds(booking.terms().policies().waits().requestSeconds());
        Instant next = now.plus(sinceAsked.compareTo(first) > 0 ? sinceAsked : first);
        Instant end = booking.state().slot().end();
        return booking.with(state -> state.askAgainAt(next.isBefore(end) ? next : end))
                .tells(new BookingEvent.RescheduleRequested(asked));
    }

    /** A slot of the next revision, or a later one, is booked. */
    Decision<Booking, BookingEvent> slotBooked(Booking booking, int about, BookedSlot booked, Instant now) {
        Reschedule last = last().orElse(null);
        if (last == null || last.revision() != about) {
            return Decision.unchanged(booking, "it is about revision " + about + ", which nobody asked for");
        }
        return switch (last.result()) {
            case PENDING -> booked.is(last.to()) ? move(booking, last.done(now), now) : releaseUnwanted(booking, about, booked);
            // Withdrawn with the booking: the end names this slot, too.
            case WITHDRAWN -> booking.endAgain();
            case REJECTED -> releaseUnwanted(booking, about, booked);
            case DONE -> Decision.unchanged(booking, Booking.REPEATED);
        };
    }

    /** A slot that is not wanted any more; whoever booked it is told that the move was off. */
    private Decision<Booking, BookingEvent> releaseUnwanted(Booking booking, int about, BookedSlot booked) {
        return attempts.stream()
                .filter(move -> move.revision() == about && move.result() == Reschedule.Result.REJECTED)
                .filter(move -> booked.is(move.to()))
                .findFirst()
                .map(move -> booking.tells(move.rejected(String.valueOf(move.refusal()))))
                .orElseGet(() -> Decision.unchanged(booking, "it is about a slot that nobody asked for"));
    }

    private Decision<Booking, BookingEvent> move(Booking booking, Reschedule done, Instant now) {
        return booking.with(next -> {
                    settle(next, done);
                    next.slot = done.to();
                    next.meeting = booking.terms().asksForRoom() ? next.meeting.due(now) : next.meeting;
                })
                .moved(StatusChange.of(
                        BookingStatus.CONFIRMED, now, new Actor(done.by(), null), Cause.SLOT_BOOKED, done.inWords()))
                .tells(new BookingEvent.Rescheduled(done));
    }

    Decision<Booking, BookingEvent> reject(Booking booking, String reason, List<Conflict> inTheWay, Instant now) {
        Reschedule asked = attempts.getLast();
        return booking.with(next -> settle(next, asked.rejected(reason, inTheWay, now)))
                .tells(asked.rejected(reason));
    }

    /** One more than was ever asked for, so that nothing that is said of an attempt is taken for something else. */
    int nextUnused(int current) {
        return 1 + Math.max(current, attempts.stream().mapToInt(Reschedule::revision).max().orElse(0));
    }

    /** The booking is called off or given back, and with it what is pending. */
    void withdraw(BookingState.Next next, Instant now) {
        pending().ifPresent(asked -> settle(next, asked.withdrawn(now)));
    }

    private void settle(BookingState.Next next, Reschedule settled) {
        List<Reschedule> earlier = attempts.subList(0, attempts.size() - 1);
        next.rescheduling = new Rescheduling(Stream.concat(earlier.stream(), Stream.of(settled)).toList());
        next.askAgainAt(null);
    }
}
