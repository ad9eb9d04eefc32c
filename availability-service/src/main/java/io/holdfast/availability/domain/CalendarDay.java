package io.holdfast.availability.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The calendar day aggregate: what is reserved and blocked on one date of one professional, and when other calendars of theirs
 * say that they are busy. No slot is sold twice because
 * whoever wants one changes this, one after the other.
 *
 * <p>Each message is decided by what the booking's reservation is; repeated ones get their answer again, late ones
 * change nothing that has ended. {@code CalendarDayMatrixTest} lists every pair.
 *
 * <p>It stays small: who is live is bounded, and what has ended leaves. Its {@link Tombstones tombstone} lies beside the
 * day, so that the day costs the same however many came and went.
 *
 * @param fence raising it makes every decision that is under way on this day begin again, by what is known then
 */
public record CalendarDay(
        DayId id, List<Reservation> reservations, List<Block> blocks, List<BusyTime> busy, long fence) {

    /** More than anybody receives on a day, and far from what a document can hold. */
    public static final int MOST_RESERVATIONS = 2_000;

    public static final int MOST_BLOCKS = 100;

    /** Of one other calendar; of more the shortest pauses between them count as busy, too. */
    public static final int MOST_BUSY = 50;

    /**
     * What has ended leaves with the message that ends its booking. Where that does not come, as for a move that was
     * refused, the newest are remembered, which is more than can be on their way at once.
     */
    static final int MOST_ENDED = 50;

    public CalendarDay {
        reservations = List.copyOf(reservations);
        blocks = List.copyOf(blocks);
        busy = List.copyOf(busy);
    }

    public static CalendarDay empty(DayId id) {
        return new CalendarDay(id, List.of(), List.of(), List.of(), 0);
    }

    /** Those that keep others away, in no order. */
    public List<Reservation> live(Instant now) {
        return reservations.stream().filter(r -> r.isLiveAt(now)).toList();
    }

    /**
     * The day's working time from {@code now} on that no break, block, other calendar or live reservation with its pauses takes
     * up.
     */
    public List<Slot> freeTime(Schedule schedule, Instant now) {
        DayPlan plan = schedule.on(id.date());
        List<Slot> free = plan.open();
        Stream<Slot> taken = Stream.of(
                        Stream.of(new Slot(Instant.MIN, now)),
                        plan.breaks().stream(),
                        closed().stream(),
                        live(now).stream().map(r -> r.occupancy().occupied()))
                .flatMap(slots -> slots);
        for (Slot slot : taken.toList()) {
            free = free.stream().flatMap(f -> f.without(slot).stream()).toList();
        }
        return free;
    }

    public Optional<Reservation> find(BookingRevision booking) {
        return reservations.stream().filter(r -> r.booking().equals(booking)).findFirst();
    }

    /** Holds the slot for the booking, if the rules let it; holds that have lapsed are taken over at once. */
    public Decision<CalendarDay, SlotEvent> hold(SlotRequest request, SlotRules rules, Instant now) {
        Optional<Reservation> earlier = find(request.booking());
        if (earlier.filter(Reservation::isOffered).isPresent()) {
            return holdOffered(earlier.get(), request, rules, now);
        }
        return earlier.map(this::answerAgain).orElseGet(() -> holdAnew(request, rules, now));
    }

    private Decision<CalendarDay, SlotEvent> holdAnew(SlotRequest request, SlotRules rules, Instant now) {
        Optional<Violation> violation = rules.violation(request, this, now);
        if (violation.isPresent()) {
            return Decision.refused(this, violation.get());
        }
        Reservation held = Reservation.held(request, rules.occupancy(request.slot()), rules.holdUntil(now));
        return Decision.changed(taking(held, now), reserved(held));
    }

    /**
     * Who was offered the slot has accepted it: from now on it is held for their booking, as long as for any. The rules were
     * met when it was offered; after the offer's deadline they are asked as for somebody new.
     */
    private Decision<CalendarDay, SlotEvent> holdOffered(
            Reservation offered, SlotRequest request, SlotRules rules, Instant now) {
        if (!offered.isLiveAt(now) || !offered.occupancy().slot().equals(request.slot())) {
            return without(offered).holdAnew(request, rules, now);
        }
        Reservation held = Reservation.held(request, offered.occupancy(), rules.holdUntil(now));
        return Decision.changed(with(held), reserved(held));
    }

    /**
     * Holds the slot for somebody on a waitlist, who is asked until {@code deadline}, if the rules for clients let it. What
     * came of an offer that was accepted is not touched by a late copy.
     */
    public Decision<CalendarDay, SlotEvent> offer(SlotRequest request, SlotRules rules, Instant deadline, Instant now) {
        Optional<Reservation> earlier = find(request.booking());
        if (earlier.isPresent()) {
            return earlier.get().isOffered()
                    ? Decision.changed(this, offered(earlier.get()))
                    : Decision.unchanged(this, "a booking has come of the offer");
        }
        if (!now.isBefore(deadline)) {
            return Decision.refused(this, Violation.of(Rule.TOO_LATE, RejectionReason.TOO_LATE));
        }
        if (rules.offering().matched()) {
            // Nobody chooses a professional's time for it, so there is none to be offered.
            return Decision.refused(this, Violation.of(Rule.NOT_PROVIDED, RejectionReason.CLOSED));
        }
        Optional<Violation> violation = rules.violation(request, this, now);
        if (violation.isPresent()) {
            return Decision.refused(this, violation.get());
        }
        Reservation offered = Reservation.offered(request, rules.occupancy(request.slot()), deadline);
        return Decision.changed(taking(offered, now), offered(offered));
    }

    /** Nobody waits for an answer to the offer any more; what a booking has already stays its own. */
    public Decision<CalendarDay, SlotEvent> withdrawOffer(BookingRevision offer) {
        return find(offer)
                .map(held -> held.isOffered()
                        ? release(held)
                        : Decision.<CalendarDay, SlotEvent>unchanged(this, "a booking has come of the offer"))
                .orElseGet(() -> Decision.unchanged(this, "nothing is offered"));
    }

    /** Like {@link #withdrawOffer}, of one that has its {@link Tombstones tombstone}. */
    public Decision<CalendarDay, SlotEvent> withdrawOfferForGood(BookingRevision offer) {
        return find(offer).isPresent() ? withdrawOffer(offer) : fenced();
    }

    /**
     * Holds as {@link #hold} does, for a booking that takes anyone. A refusal is remembered here: whoever hears it goes on to the
     * next professional, and two who decide at once must not both hold, one here and one there.
     */
    public Decision<CalendarDay, SlotEvent> holdOrPass(SlotRequest request, SlotRules rules, Instant now) {
        if (hasRefused(request.booking())) {
            return Decision.unchanged(this, "it was passed on before");
        }
        Decision<CalendarDay, SlotEvent> decision = hold(request, rules, now);
        return decision.refusal()
                .map(Violation.class::cast)
                .map(violation -> Decision.<CalendarDay, SlotEvent>changed(
                        with(Reservation.refused(request, violation.reason()))))
                .orElse(decision);
    }

    /** Whether the booking was passed on to another professional, or may not move here. */
    public boolean hasRefused(BookingRevision booking) {
        return find(booking).filter(r -> r.status() == Reservation.Status.REFUSED).isPresent();
    }

    /**
     * Books the slot for a booking that is paid and moves, if the rules let it; what the booking has already is not in
     * its way. Where it moves within the day, the slot that it had as {@code previous} goes in the same write. A refusal
     * is remembered here, since two who decide at once must not tell a booking that it has moved and that it has not.
     */
    public Decision<CalendarDay, SlotEvent> reschedule(
            SlotRequest request, BookingRevision previous, SlotRules rules, Instant now) {
        return bookAtOnce(request, rules, now, () -> leave(previous));
    }

    /**
     * Like {@link #reschedule}, to what is held for {@code offer}: one write turns that into the booking's. While the offer's
     * deadline is not over nothing else is asked, as the rules were met when it was made. Where the booking cannot have it, it
     * is free.
     */
    public Decision<CalendarDay, SlotEvent> takeOver(
            SlotRequest request, BookingRevision previous, BookingRevision offer, SlotRules rules, Instant now) {
        Optional<Reservation> held = find(offer).filter(Reservation::isOffered);
        if (held.isEmpty() || find(request.booking()).filter(r -> r.status() != Reservation.Status.REFUSED).isPresent()) {
            return reschedule(request, previous, rules, now);
        }
        Reservation offered = held.get();
        CalendarDay day = without(offered);
        if (offered.isLiveAt(now) && offered.occupancy().slot().equals(request.slot())) {
            return day.bookAt(offered.occupancy(), request, now, () -> day.leave(previous));
        }
        Decision<CalendarDay, SlotEvent> moved = day.reschedule(request, previous, rules, now);
        boolean taken = moved.aggregate().find(request.booking())
                .filter(r -> r.isLiveAt(now) && r.occupancy().slot().equals(offered.occupancy().slot()))
                .isPresent();
        return taken ? moved : moved.then(left -> Decision.changed(left, released(offered)));
    }

    /**
     * Books the slot for a booking whose professional accepts it, if the rules let them: nothing is owed any more, and it
     * has nothing elsewhere. A refusal is remembered here, as that of {@link #reschedule}; somebody else may accept the same
     * revision after it, with the next attempt.
     */
    public Decision<CalendarDay, SlotEvent> accept(SlotRequest request, SlotRules rules, Instant now) {
        return bookAtOnce(request, rules, now, () -> Decision.unchanged(this, "it has no other slot"));
    }

    private Decision<CalendarDay, SlotEvent> bookAtOnce(
            SlotRequest request, SlotRules rules, Instant now, Supplier<Decision<CalendarDay, SlotEvent>> leaving) {
        Optional<Reservation> earlier = find(request.booking());
        if (earlier.isEmpty()) {
            return bookAnew(request, rules, now, leaving);
        }
        if (request.attempt() < earlier.get().attempt()) {
            // That try was answered, else there had been no other; nobody waits for it any more.
            return Decision.unchanged(this, "an earlier attempt, which was answered");
        }
        return switch (earlier.get().status()) {
            // Nothing is owed, so what would be held is booked.
            case HELD, OFFERED, LAPSED -> confirm(request.booking(), rules.occupancy(request.slot()), now);
            case BOOKED, LOST, RELEASED -> answerAgain(earlier.get());
            case REFUSED -> request.attempt() > earlier.get().attempt()
                    ? bookAnew(request, rules, now, leaving)
                    : Decision.changed(this, rejected(request, earlier.get().cause(), List.of()));
        };
    }

    private Decision<CalendarDay, SlotEvent> bookAnew(
            SlotRequest request, SlotRules rules, Instant now, Supplier<Decision<CalendarDay, SlotEvent>> leaving) {
        Optional<Violation> violation = rules.violation(request, this, now);
        if (violation.isPresent()) {
            RejectionReason reason = violation.get().reason();
            return Decision.changed(
                    with(Reservation.refused(request, reason)),
                    rejected(request, reason, request.mayKnowConflicts() ? violation.get().conflicts() : List.of()));
        }
        return bookAt(rules.occupancy(request.slot()), request, now, leaving);
    }

    private Decision<CalendarDay, SlotEvent> bookAt(
            Occupancy occupancy, SlotRequest request, Instant now, Supplier<Decision<CalendarDay, SlotEvent>> leaving) {
        Reservation booked = Reservation.booked(request, occupancy);
        Decision<CalendarDay, SlotEvent> left = leaving.get();
        return Decision.changed(
                left.aggregate().taking(booked, now),
                Stream.concat(Stream.of(booked(booked)), left.events().stream()).toList());
    }

    /**
     * Confirms the booking's hold, because it is paid. A hold that lapsed is as good as one that did not, unless
     * somebody took the slot; then, and only then, it is lost. Notice and hours are not asked again: they were met.
     *
     * @param occupancy what it takes up where nothing is reserved for it yet
     */
    public Decision<CalendarDay, SlotEvent> confirm(BookingRevision booking, Occupancy occupancy, Instant now) {
        Optional<Reservation> earlier = find(booking);
        if (earlier.isEmpty()) {
            return takeAnew(Reservation.unheld(booking, occupancy), now);
        }
        Reservation reservation = earlier.get();
        return switch (reservation.status()) {
            case HELD, OFFERED -> reservation.hasLapsedAt(now)
                    ? takeAnew(reservation, now)
                    : Decision.changed(with(reservation.book()), booked(reservation));
            case LAPSED -> takeAnew(reservation, now);
            case BOOKED, LOST -> answerAgain(reservation);
            // Nobody pays for a move that was refused; should somebody wait after all, this ends the waiting.
            case REFUSED -> Decision.changed(this, new SlotEvent.Lost(booking, reservation.cause().name()));
            // The booking ended before, so this is a late copy; should somebody wait after all, this ends the waiting.
            case RELEASED -> Decision.changed(this, new SlotEvent.Lost(booking, Reservation.Status.RELEASED.name()));
        };
    }

    /** Gives up what the booking has; nothing happens when it has nothing. */
    public Decision<CalendarDay, SlotEvent> release(BookingRevision booking) {
        return find(booking).map(this::release).orElseGet(() -> Decision.unchanged(this, "nothing is reserved"));
    }

    /**
     * Like {@link #release}, for a booking that has its {@link Tombstones tombstone}: a request that is being decided
     * meanwhile begins again and finds it.
     */
    public Decision<CalendarDay, SlotEvent> releaseForGood(BookingRevision booking) {
        return find(booking).map(this::release).orElseGet(this::fenced);
    }

    private Decision<CalendarDay, SlotEvent> release(Reservation reservation) {
        return switch (reservation.status()) {
            case HELD, OFFERED, BOOKED -> Decision.changed(without(reservation), released(reservation));
            // There is nothing to announce: its slot is somebody else's, or was given back when the booking moved.
            case LAPSED, LOST, REFUSED, RELEASED -> Decision.changed(without(reservation));
        };
    }

    /** What the booking has is free at once; it leaves the day when booking-service says that the booking has moved. */
    private Decision<CalendarDay, SlotEvent> leave(BookingRevision booking) {
        return find(booking).map(this::leave).orElseGet(() -> Decision.unchanged(this, "nothing is reserved"));
    }

    private Decision<CalendarDay, SlotEvent> leave(Reservation reservation) {
        return switch (reservation.status()) {
            case HELD, OFFERED, BOOKED -> Decision.changed(with(reservation.release()), released(reservation));
            case LAPSED, REFUSED -> Decision.changed(with(reservation.release()));
            case RELEASED, LOST -> Decision.unchanged(this, "its slot is not its own any more");
        };
    }

    /**
     * Keeps the block's time from being sold. Live reservations and other blocks that it meets are in its way; their
     * pauses are not, as they are not in a break's.
     */
    public Decision<CalendarDay, SlotEvent> block(Block block, Instant now) {
        if (blocks.stream().anyMatch(b -> b.id().equals(block.id()))) {
            return Decision.unchanged(this, "it is blocked already");
        }
        List<Reservation> booked = live(now).stream().filter(r -> r.occupancy().slot().overlaps(block.slot())).toList();
        List<Block> blocked = blocks.stream().filter(b -> b.slot().overlaps(block.slot())).toList();
        if (!booked.isEmpty() || !blocked.isEmpty()) {
            return Decision.refused(this, new Violation(Rule.BLOCK, RejectionReason.CLOSED, booked, blocked));
        }
        if (blocks.size() >= MOST_BLOCKS) {
            return Decision.refused(this, Violation.of(Rule.BLOCK_LIMIT, RejectionReason.CLOSED));
        }
        // Whoever pays late for a hold that had lapsed finds the time taken.
        CalendarDay day = lapsing(r -> r.hasLapsedAt(now) && r.occupancy().slot().overlaps(block.slot()));
        return tellingWhatIsClosed(day.withBlocks(Stream.concat(blocks.stream(), Stream.of(block))));
    }

    /** Gives the block's time back; nothing happens when there is none of that id. */
    public Decision<CalendarDay, SlotEvent> unblock(String blockId) {
        return tellingWhatIsClosed(withBlocks(blocks.stream().filter(b -> !b.id().equals(blockId))));
    }

    /**
     * Takes over what another calendar says of this date, in the place of what it said before. That closes time and moves
     * nobody: what is booked or held stays, a hold that exists may still become final, and where both meet is for the
     * professional to see. A hold that has lapsed is worth as much as against any other: who pays late finds the time taken.
     *
     * @param slots       on this date, in any order
     * @param namesEvents whether it says of which event each of them is, so that our own bookings in it were known by their ids. Of
     *                    one that does not, a time that is exactly that of bookings is taken for them
     */
    public Decision<CalendarDay, SlotEvent> replaceBusy(
            String calendar, List<Slot> slots, boolean namesEvents, Instant now) {
        List<Slot> theirs = BusyTimes.joined(
                namesEvents ? slots : slots.stream().filter(slot -> !isTimeOfBookings(slot, now)).toList(), MOST_BUSY);
        if (theirs.equals(busyBy(calendar))) {
            return Decision.unchanged(this, "it says what it said before");
        }
        Stream<BusyTime> others = busy.stream().filter(b -> !b.calendar().equals(calendar));
        return tellingWhatIsClosed(withBusy(
                        Stream.concat(others, theirs.stream().map(slot -> new BusyTime(calendar, slot)))))
                .then(next -> Decision.changed(next, conflictsSince(next, now)));
    }

    /** The bookings still to come in the time of which there is something in {@code next} and is nothing now. */
    private List<SlotEvent> conflictsSince(CalendarDay next, Instant now) {
        return reservations.stream()
                .filter(r -> r.status() == Reservation.Status.BOOKED && r.occupancy().slot().end().isAfter(now))
                .filter(r -> busyDuring(r).isEmpty() && !next.busyDuring(r).isEmpty())
                .<SlotEvent>map(r -> new SlotEvent.Conflicted(r.booking(), id.professional(), r.occupancy().slot()))
                .toList();
    }

    /** Adds what a calendar says already of another date, which is to become this one. */
    public Decision<CalendarDay, SlotEvent> addBusy(String calendar, List<Slot> slots, Instant now) {
        return replaceBusy(calendar, Stream.concat(busyBy(calendar).stream(), slots.stream()).toList(), true, now);
    }

    /** When that calendar says that they are busy, in order and apart from each other. */
    public List<Slot> busyBy(String calendar) {
        return busy.stream().filter(b -> b.calendar().equals(calendar)).map(BusyTime::slot).toList();
    }

    /** What other calendars have in the reservation's time: it was made before they said so. */
    public List<BusyTime> busyDuring(Reservation reservation) {
        return busy.stream().filter(b -> b.slot().overlaps(reservation.occupancy().slot())).toList();
    }

    /** When the professional is not there for clients, blocked or busy: in order and apart from each other. */
    public List<Slot> closed() {
        return BusyTimes.joined(
                Stream.concat(blocks.stream().map(Block::slot), busy.stream().map(BusyTime::slot)).toList(), Integer.MAX_VALUE);
    }

    /** Whether live reservations fill the slot from their first start to their last end. */
    private boolean isTimeOfBookings(Slot slot, Instant now) {
        List<Slot> booked = live(now).stream().map(r -> r.occupancy().slot()).toList();
        List<Slot> left = List.of(slot);
        for (Slot taken : booked) {
            left = left.stream().flatMap(part -> part.without(taken).stream()).toList();
        }
        return left.isEmpty()
                && booked.stream().anyMatch(taken -> taken.start().equals(slot.start()))
                && booked.stream().anyMatch(taken -> taken.end().equals(slot.end()));
    }

    private Decision<CalendarDay, SlotEvent> tellingWhatIsClosed(CalendarDay next) {
        List<Slot> closed = next.closed();
        return closed.equals(closed())
                ? Decision.changed(next)
                : Decision.changed(next, new SlotEvent.TimeOffChanged(id.professional(), id.date(), closed));
    }

    /** The same, written anew: every decision under way begins again. */
    public Decision<CalendarDay, SlotEvent> fenced() {
        return Decision.changed(new CalendarDay(id, reservations, blocks, busy, fence + 1));
    }

    /**
     * What keeps {@code occupancy} from being made now, as far as reservations, blocks and other calendars go.
     *
     * @param own the booking that asks and is never in its own way; null when nobody in particular does
     */
    Optional<Violation> violation(Occupancy occupancy, @Nullable String own, Instant now) {
        List<Block> closed = blocks.stream().filter(b -> b.slot().overlaps(occupancy.slot())).toList();
        if (!closed.isEmpty()) {
            return Optional.of(new Violation(Rule.BLOCK, RejectionReason.CLOSED, List.of(), closed));
        }
        if (busy.stream().anyMatch(b -> b.slot().overlaps(occupancy.slot()))) {
            return Optional.of(Violation.of(Rule.BUSY, RejectionReason.CLOSED));
        }
        var sharing = new ArrayList<Reservation>();
        var inTheWay = new ArrayList<Reservation>();
        for (Reservation other : reservations) {
            if (!other.isLiveAt(now) || !other.occupancy().meets(occupancy) || other.booking().bookingId().equals(own)) {
                continue;
            }
            (occupancy.canShareWith(other.occupancy()) ? sharing : inTheWay).add(other);
        }
        if (!inTheWay.isEmpty()) {
            // Waiting for a hold to end does not help where something is booked as well.
            boolean booked = inTheWay.stream().anyMatch(r -> r.status() == Reservation.Status.BOOKED);
            boolean onlyPauses = inTheWay.stream().noneMatch(r -> r.occupancy().slot().overlaps(occupancy.slot()));
            Rule rule = onlyPauses ? Rule.BUFFER : booked ? Rule.BOOKED : Rule.HELD;
            RejectionReason reason = booked ? RejectionReason.BOOKED : RejectionReason.HELD;
            return Optional.of(new Violation(rule, reason, inTheWay, List.of()));
        }
        if (!sharing.isEmpty() && sharing.size() >= occupancy.capacity()) {
            return Optional.of(new Violation(Rule.CAPACITY, RejectionReason.FULL, sharing, List.of()));
        }
        return reservations.size() >= MOST_RESERVATIONS && live(now).size() >= MOST_RESERVATIONS
                ? Optional.of(Violation.of(Rule.DAY_LIMIT, RejectionReason.FULL))
                : Optional.empty();
    }

    private Decision<CalendarDay, SlotEvent> takeAnew(Reservation reservation, Instant now) {
        Optional<Violation> taken = violation(reservation.occupancy(), reservation.booking().bookingId(), now);
        if (taken.isPresent()) {
            RejectionReason to = taken.get().reason();
            return Decision.changed(with(reservation.lose(to)), new SlotEvent.Lost(reservation.booking(), to.name()));
        }
        return Decision.changed(taking(reservation.book(), now), booked(reservation));
    }

    /** The answer that this reservation got last; never a new decision. */
    private Decision<CalendarDay, SlotEvent> answerAgain(Reservation reservation) {
        return switch (reservation.status()) {
            // A deadline in the past makes the booking expire, which is what it would have done.
            case HELD, LAPSED -> Decision.changed(this, reserved(reservation));
            case OFFERED -> Decision.changed(this, offered(reservation));
            case BOOKED -> Decision.changed(this, booked(reservation));
            case LOST -> Decision.changed(this, new SlotEvent.Lost(reservation.booking(), reservation.cause().name()));
            case REFUSED -> Decision.changed(this, new SlotEvent.Rejected(
                    reservation.booking(), reservation.attempt(), reservation.cause(), List.of()));
            // The booking has ended and asks nothing any more: what came is a late copy.
            case RELEASED -> Decision.unchanged(this, "the booking has moved");
        };
    }

    /** With {@code taken}, and every lapsed hold in its way gone. */
    private CalendarDay taking(Reservation taken, Instant now) {
        CalendarDay day = lapsing(r -> r.hasLapsedAt(now) && r.occupancy().meets(taken.occupancy())).with(taken);
        // Who pays for a hold that lapsed is treated alike whether it is still here or not.
        return day.reservations().size() > MOST_RESERVATIONS ? day.withoutIf(r -> r.hasLapsedAt(now)) : day;
    }

    /** With {@code changed} last, so that the order is that of the last changes. */
    private CalendarDay with(Reservation changed) {
        var all = new ArrayList<>(reservations);
        all.removeIf(r -> r.booking().equals(changed.booking()));
        all.add(changed);
        long tooMany = all.stream().filter(Reservation::hasEnded).count() - MOST_ENDED;
        for (var oldest = all.iterator(); tooMany > 0 && oldest.hasNext(); ) {
            if (oldest.next().hasEnded()) {
                oldest.remove();
                tooMany--;
            }
        }
        return new CalendarDay(id, all, blocks, busy, fence);
    }

    private CalendarDay without(Reservation ended) {
        return withoutIf(ended::equals);
    }

    private CalendarDay withoutIf(Predicate<Reservation> gone) {
        return new CalendarDay(id, reservations.stream().filter(gone.negate()).toList(), blocks, busy, fence);
    }

    private CalendarDay withBlocks(Stream<Block> next) {
        return new CalendarDay(id, reservations, next.toList(), busy, fence);
    }

    private CalendarDay withBusy(Stream<BusyTime> next) {
        return new CalendarDay(id, reservations, blocks, next.toList(), fence);
    }

    /** Somebody else has what these had. Of a booking that is remembered, who pays late asks for it; of an offer nothing is. */
    private CalendarDay lapsing(Predicate<Reservation> taken) {
        return new CalendarDay(
                id,
                reservations.stream()
                        .filter(r -> !(r.isOffered() && taken.test(r)))
                        .map(r -> taken.test(r) ? r.lapse() : r)
                        .toList(),
                blocks,
                busy,
                fence);
    }

    private static SlotEvent rejected(SlotRequest request, RejectionReason reason, List<Conflict> conflicts) {
        return new SlotEvent.Rejected(request.booking(), request.attempt(), reason, conflicts);
    }

    private SlotEvent reserved(Reservation r) {
        return new SlotEvent.Reserved(r.booking(), id.professional(), r.occupancy().slot(), r.deadline());
    }

    private SlotEvent offered(Reservation r) {
        return new SlotEvent.Offered(r.booking(), id.professional(), r.occupancy().slot(), r.deadline());
    }

    private SlotEvent booked(Reservation r) {
        return new SlotEvent.Booked(r.booking(), id.professional(), r.occupancy().slot());
    }

    private SlotEvent released(Reservation r) {
        return new SlotEvent.Released(r.booking(), id.professional(), r.occupancy().slot());
    }
}
