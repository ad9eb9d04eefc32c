package io.holdfast.availability.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Everything reserved on one professional's one date: the unit of atomicity. No slot is sold twice because whoever wants
 * one changes this, one after the other.
 *
 * <p>Each message is decided by what the booking's reservation is; repeated ones get their answer again, late ones
 * change nothing that has ended. {@code CalendarDayMatrixTest} lists every pair.
 */
public record CalendarDay(DayId id, List<Reservation> reservations) {

    public CalendarDay {
        reservations = List.copyOf(reservations);
    }

    public static CalendarDay empty(DayId id) {
        return new CalendarDay(id, List.of());
    }

    public Optional<Reservation> find(BookingRevision booking) {
        return reservations.stream().filter(r -> r.booking().equals(booking)).findFirst();
    }

    /** Holds {@code slot} for the booking, if the rules let it; holds that have lapsed are taken over at once. */
    public Decision hold(BookingRevision booking, Slot slot, SlotRules rules, Instant now) {
        Optional<Reservation> earlier = find(booking);
        if (earlier.isPresent()) {
            return answerAgain(earlier.get());
        }
        Optional<Refusal> refusal = rules.refusal(slot, this, now);
        if (refusal.isPresent()) {
            return Decision.refused(this, refusal.get());
        }
        Reservation held = Reservation.held(booking, rules.claim(slot), rules.holdUntil(now));
        return Decision.of(taking(held, now), reserved(held));
    }

    /**
     * Makes the booking's hold final, because it is paid. A hold that lapsed is as good as one that did not, unless
     * somebody took the slot; then, and only then, it is lost. Notice and hours are not asked again: they were met.
     */
    public Decision makeFinal(BookingRevision booking, Slot slot, Instant now) {
        Optional<Reservation> earlier = find(booking);
        if (earlier.isEmpty()) {
            return takeAnew(new Reservation(booking, Claim.of(slot), Reservation.Status.LAPSED, null, null), now);
        }
        Reservation reservation = earlier.get();
        return switch (reservation.status()) {
            case HELD -> reservation.hasLapsedAt(now)
                    ? takeAnew(reservation, now)
                    : Decision.of(with(reservation.book()), booked(reservation));
            case LAPSED -> takeAnew(reservation, now);
            case BOOKED, LOST -> answerAgain(reservation);
            // The booking ended before, so this is a late copy; should somebody wait after all, this ends the waiting.
            case RELEASED -> Decision.of(this, new SlotEvent.Lost(booking, Reservation.Status.RELEASED.name()));
        };
    }

    /** Gives up what the booking has; nothing happens when it has nothing. */
    public Decision release(BookingRevision booking) {
        return find(booking).map(this::release).orElseGet(() -> Decision.of(this));
    }

    /** Like {@link #release}, and sees to it that a request which is still on its way holds nothing. */
    public Decision releaseForGood(BookingRevision booking, Slot slot) {
        return find(booking).map(this::release)
                .orElseGet(() -> Decision.of(with(Reservation.absent(booking, slot))));
    }

    private Decision release(Reservation reservation) {
        return switch (reservation.status()) {
            case HELD, BOOKED -> Decision.of(with(reservation.release()), released(reservation));
            // Its slot is somebody else's, so there is nothing to announce; a late payment shall not try for it again.
            case LAPSED -> Decision.of(with(reservation.release()));
            // Ended already, and nobody waits for an answer to this.
            case RELEASED, LOST -> Decision.of(this);
        };
    }

    /** What keeps {@code claim} from being made now, as far as reservations go. */
    Optional<Refusal> refusal(Claim claim, Instant now) {
        return refusal(claim, null, now);
    }

    private Optional<Refusal> refusal(Claim claim, @Nullable BookingRevision own, Instant now) {
        boolean booked = false;
        boolean held = false;
        int sharing = 0;
        for (Reservation other : reservations) {
            if (!other.isLiveAt(now) || !other.claim().meets(claim) || other.booking().equals(own)) {
                continue;
            }
            if (claim.canShareWith(other.claim())) {
                sharing++;
            } else if (other.status() == Reservation.Status.BOOKED) {
                booked = true;
            } else {
                held = true;
            }
        }
        // Waiting for a hold to end does not help where something is booked as well.
        if (booked) {
            return Optional.of(Refusal.BOOKED);
        }
        if (held) {
            return Optional.of(Refusal.HELD);
        }
        return sharing > 0 && sharing >= claim.capacity() ? Optional.of(Refusal.FULL) : Optional.empty();
    }

    private Decision takeAnew(Reservation reservation, Instant now) {
        return refusal(reservation.claim(), reservation.booking(), now)
                .map(taken -> Decision.of(
                        with(reservation.lose(taken)), new SlotEvent.Lost(reservation.booking(), taken.name())))
                .orElseGet(() -> Decision.of(taking(reservation.book(), now), booked(reservation)));
    }

    /** The answer that this reservation got last; never a new decision. */
    private Decision answerAgain(Reservation reservation) {
        return switch (reservation.status()) {
            // A deadline in the past makes the booking expire, which is what it would have done.
            case HELD, LAPSED -> Decision.of(this, reserved(reservation));
            case BOOKED -> Decision.of(this, booked(reservation));
            case LOST -> Decision.of(this, new SlotEvent.Lost(reservation.booking(), String.valueOf(reservation.lostTo())));
            // The booking has ended and asks nothing any more: what came is a late copy.
            case RELEASED -> Decision.of(this);
        };
    }

    /** With {@code taken}, and every lapsed hold in its way gone. */
    private CalendarDay taking(Reservation taken, Instant now) {
        return map(r -> r.hasLapsedAt(now) && r.claim().meets(taken.claim()) ? r.lapse() : r).with(taken);
    }

    private CalendarDay with(Reservation changed) {
        var all = new ArrayList<>(reservations);
        all.removeIf(r -> r.booking().equals(changed.booking()));
        all.add(changed);
        return new CalendarDay(id, all);
    }

    private CalendarDay map(UnaryOperator<Reservation> change) {
        return new CalendarDay(id, reservations.stream().map(change).toList());
    }

    private SlotEvent reserved(Reservation r) {
        return new SlotEvent.Reserved(r.booking(), id.professional(), r.claim().slot(), r.deadline());
    }

    private SlotEvent booked(Reservation r) {
        return new SlotEvent.Booked(r.booking(), id.professional(), r.claim().slot());
    }

    private SlotEvent released(Reservation r) {
        return new SlotEvent.Released(r.booking(), id.professional(), r.claim().slot());
    }
}
