package io.holdfast.matching.domain.waitlist;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import io.holdfast.matching.domain.waitlist.WaitingEvent.Accepted;
import io.holdfast.matching.domain.waitlist.WaitingEvent.Joined;
import io.holdfast.matching.domain.waitlist.WaitingEvent.Left;
import io.holdfast.matching.domain.waitlist.WaitingEvent.Offered;
import io.holdfast.matching.domain.waitlist.WaitingEvent.Passed;
import io.holdfast.matching.domain.waitlist.WaitingEvent.SlotWanted;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The waiting line aggregate: who waits for a slot on one date, in the order in which they came. When time becomes free the
 * first whom it suits is asked, alone, and availability-service holds it for them; whether it can be had, only availability
 * says. What they do not take is released, and is a gap again: there is no other way to the next in turn.
 *
 * @param entries in turn; at most {@value #MOST_WAITING} that wait and {@value #MOST_ENDED} that do no more
 * @param gaps    what became free, the oldest first; at most {@value #MOST_GAPS}
 */
public record WaitingLine(LineId id, List<Entry> entries, List<Gap> gaps) {

    public static final int MOST_WAITING = 100;
    public static final int MOST_ENDED = 200;
    /** A word about one that was forgotten, heard again, asks availability once in vain. */
    public static final int MOST_GAPS = 60;

    /** It is over on earth. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    public WaitingLine {
        entries = List.copyOf(entries);
        gaps = List.copyOf(gaps);
    }

    public static WaitingLine empty(LineId id) {
        return new WaitingLine(id, List.of(), List.of());
    }

    /** Of those who wait, who is asked: whoever has nothing comes before who has a booking and wants it earlier. */
    public enum Turn {
        WITHOUT_BOOKING,
        MOVING;

        boolean isOf(Entry entry) {
            return (this == MOVING) == (entry.wish().moves() != null);
        }
    }

    // ---- who waits

    public Optional<Entry> entry(String entryId) {
        return entries.stream().filter(entry -> entry.id().equals(entryId)).findFirst();
    }

    /** How many are asked before them, and one; null for who does not wait any more. */
    public @Nullable Integer placeOf(Entry entry) {
        if (!entry.isLive()) {
            return null;
        }
        int own = entries.indexOf(entry);
        boolean moves = entry.wish().moves() != null;
        int before = 0;
        for (int i = 0; i < entries.size(); i++) {
            Entry other = entries.get(i);
            boolean goesBefore = other.wish().moves() == null ? moves || i < own : moves && i < own;
            if (other.isLive() && goesBefore) {
                before++;
            }
        }
        return before + 1;
    }

    /** Somebody comes, and is the last. */
    public Decision<WaitingLine, WaitingEvent> join(Entry fresh) {
        if (entry(fresh.id()).isPresent()) {
            return Decision.unchanged(this, "they are in it");
        }
        List<Entry> live = entries.stream().filter(Entry::isLive).toList();
        if (live.stream().anyMatch(fresh::isSameAs)) {
            return Decision.refused(this, WaitlistRefusal.ALREADY_WAITING);
        }
        if (live.size() >= MOST_WAITING) {
            return Decision.refused(this, WaitlistRefusal.FULL);
        }
        var all = new ArrayList<>(entries);
        all.add(fresh);
        var next = new WaitingLine(id, all, gaps);
        return Decision.changed(next, new Joined(fresh, Objects.requireNonNull(next.placeOf(fresh))));
    }

    /**
     * They do not wait any more; what is held for them is released.
     *
     * @throws java.util.NoSuchElementException when there is no such entry; look first
     */
    public Decision<WaitingLine, WaitingEvent> leave(String entryId, Instant now) {
        Entry entry = entry(entryId).orElseThrow();
        return switch (entry.status()) {
            case WAITING -> {
                Entry left = entry.become(EntryStatus.LEFT, now);
                yield Decision.changed(with(left), new Left(left));
            }
            case RESERVING, OFFERED -> {
                Entry left = entry.become(EntryStatus.LEFT, now);
                yield Decision.changed(with(left), new Passed(left, offerOf(left), PassReason.LEFT), new Left(left));
            }
            case ACCEPTED -> Decision.refused(this, WaitlistRefusal.OFFER_ACCEPTED);
            case PASSED, EXPIRED, LEFT, OVER -> Decision.unchanged(this, "they do not wait");
        };
    }

    /**
     * Somebody is to be forgotten: they leave, and their places, past ones too, are nobody's. First of all they are, so that what
     * is said of their leaving names nobody.
     */
    public Decision<WaitingLine, WaitingEvent> erase(Predicate<Applicant> whom, Instant now) {
        List<Entry> theirs = entries.stream()
                .filter(entry -> whom.test(entry.who()) && !entry.equals(entry.erased()))
                .toList();
        Decision<WaitingLine, WaitingEvent> decided = Decision.unchanged(this, "they do not stand in it");
        for (Entry entry : theirs) {
            decided = decided.then(line -> Decision.changed(line.with(entry.erased())));
            if (entry.isLive()) {
                decided = decided.then(line -> line.leave(entry.id(), now));
            }
        }
        return decided;
    }

    /** The booking that somebody wanted earlier is over. */
    public Decision<WaitingLine, WaitingEvent> endMove(String bookingId, Instant now) {
        Decision<WaitingLine, WaitingEvent> decided = Decision.unchanged(this, "nobody wants it earlier");
        for (Entry entry : entries) {
            Wish.Move moves = entry.wish().moves();
            if (entry.isLive() && moves != null && moves.bookingId().equals(bookingId)) {
                decided = decided.then(line -> line.leave(entry.id(), now));
            }
        }
        return decided;
    }

    // ---- what became free

    /** Whether somebody here was asked whether they want it, and could be. */
    public boolean isHandling(String gapId) {
        return gap(gapId).filter(Gap::isHandled).isPresent();
    }

    /** What an offer that was refused was made of, while nobody else is asked. */
    public Optional<Gap> openGapOf(String bookingId) {
        return gaps.stream().filter(gap -> !gap.isHandled() && gap.wasRefused(bookingId)).findFirst();
    }

    /** Time has become free: it is wanted for the first of that turn whom it suits and who has time to answer. */
    public Decision<WaitingLine, WaitingEvent> fill(Gap opened, Turn turn, AnswerRules rules, Instant now) {
        Gap gap = gap(opened.id()).orElse(opened);
        if (gap.isHandled()) {
            return Decision.unchanged(this, "somebody is or was asked");
        }
        for (Entry entry : entries) {
            if (entry.status() == EntryStatus.WAITING && turn.isOf(entry)) {
                Optional<Entry> asked = asked(entry, gap, rules, now);
                if (asked.isPresent()) {
                    return want(asked.get(), gap);
                }
            }
        }
        return Decision.unchanged(this, "it suits nobody");
    }

    private static Optional<Entry> asked(Entry entry, Gap gap, AnswerRules rules, Instant now) {
        return entry.wish()
                .startIn(gap)
                .filter(start -> !gap.wasTried(entry.wish(), start))
                .flatMap(start -> rules.deadline(entry.wish(), start, now)
                        .map(deadline -> entry.ask(gap, start, deadline)));
    }

    private Decision<WaitingLine, WaitingEvent> want(Entry asked, Gap gap) {
        Offer offer = offerOf(asked);
        return Decision.changed(
                with(asked).with(gap.ask(asked.wish(), offer)), new SlotWanted(asked, offer, AnswerRules.holdUntil(offer)));
    }

    /** Availability holds the slot. */
    public Decision<WaitingLine, WaitingEvent> reserve(String bookingId, Instant now) {
        Optional<Entry> found = offered(bookingId);
        if (found.isEmpty()) {
            return Decision.unchanged(this, "of no offer that is open");
        }
        Entry entry = found.get();
        return switch (entry.status()) {
            case RESERVING -> offerOf(entry).isOver(now) ? withdraw(entry) : offer(entry, now);
            case WAITING, OFFERED, ACCEPTED, PASSED, EXPIRED, LEFT, OVER -> Decision.unchanged(this, "it is known, or they are gone");
        };
    }

    private Decision<WaitingLine, WaitingEvent> offer(Entry entry, Instant now) {
        Entry offered = entry.become(EntryStatus.OFFERED, now);
        return Decision.changed(with(offered), new Offered(offered, offerOf(offered)));
    }

    /** Nobody was asked in time: what may be held is released, and they wait on where they were. */
    private Decision<WaitingLine, WaitingEvent> withdraw(Entry entry) {
        Entry waiting = entry.waitAgain();
        return Decision.changed(with(waiting), new Passed(waiting, offerOf(entry), PassReason.WITHDRAWN));
    }

    /**
     * The slot cannot be had: who was to be asked waits on where they were, and others may be asked, also when they have left.
     *
     * @param tooLate whether it was only asked for too long ago: then the same can be asked for again
     */
    public Decision<WaitingLine, WaitingEvent> reject(String bookingId, boolean tooLate) {
        Optional<Entry> found = offered(bookingId);
        if (found.filter(entry -> entry.status() != EntryStatus.RESERVING && entry.status() != EntryStatus.LEFT).isPresent()) {
            return Decision.unchanged(this, "it was held for them, and what becomes of their booking is not decided here");
        }
        WaitingLine waiting = found.filter(Entry::isLive).map(entry -> with(entry.waitAgain())).orElse(this);
        WaitingLine next = gaps.stream()
                .filter(gap -> gap.isAskedFor(bookingId))
                .findFirst()
                .map(gap -> waiting.with(gap.refused(tooLate)))
                .orElse(waiting);
        return next.equals(this) ? Decision.unchanged(this, "availability is not asked about it") : Decision.changed(next);
    }

    // ---- answers

    /** @throws java.util.NoSuchElementException when there is no such entry; look first */
    public Decision<WaitingLine, WaitingEvent> accept(String entryId, Instant now) {
        Entry entry = entry(entryId).orElseThrow();
        return switch (entry.status()) {
            case OFFERED -> {
                if (offerOf(entry).isOver(now)) {
                    // Its timer may be on its way.
                    yield Decision.refused(this, WaitlistRefusal.OFFER_EXPIRED);
                }
                Entry accepted = entry.become(EntryStatus.ACCEPTED, now);
                yield Decision.changed(with(accepted), new Accepted(accepted, offerOf(accepted), now));
            }
            case ACCEPTED -> Decision.unchanged(this, "they have accepted before");
            case EXPIRED -> Decision.refused(this, WaitlistRefusal.OFFER_EXPIRED);
            case WAITING, RESERVING, PASSED, LEFT, OVER -> Decision.refused(this, WaitlistRefusal.NOTHING_OFFERED);
        };
    }

    /** @throws java.util.NoSuchElementException when there is no such entry; look first */
    public Decision<WaitingLine, WaitingEvent> pass(String entryId, Instant now) {
        Entry entry = entry(entryId).orElseThrow();
        return switch (entry.status()) {
            // Also when their time is over: a word is better than silence.
            case OFFERED -> {
                Entry passed = entry.become(EntryStatus.PASSED, now);
                yield Decision.changed(with(passed), new Passed(passed, offerOf(passed), PassReason.DECLINED));
            }
            case PASSED -> Decision.unchanged(this, "they have passed before");
            case ACCEPTED -> Decision.refused(this, WaitlistRefusal.OFFER_ACCEPTED);
            case EXPIRED -> Decision.refused(this, WaitlistRefusal.OFFER_EXPIRED);
            case WAITING, RESERVING, LEFT, OVER -> Decision.refused(this, WaitlistRefusal.NOTHING_OFFERED);
        };
    }

    // ---- time

    /** The time to answer an offer is over. */
    public Decision<WaitingLine, WaitingEvent> timeOut(String bookingId, Instant now) {
        Optional<Entry> found = offered(bookingId).filter(entry -> entry.status() == EntryStatus.OFFERED);
        if (found.isEmpty()) {
            return Decision.unchanged(this, "it was answered");
        }
        if (!offerOf(found.get()).isOver(now)) {
            return Decision.unchanged(this, "there is time to answer");
        }
        Entry expired = found.get().become(EntryStatus.EXPIRED, now);
        return Decision.changed(with(expired), new Passed(expired, offerOf(expired), PassReason.EXPIRED));
    }

    /** All that is over by now, whatever became of its timers and of availability's answers. */
    public Decision<WaitingLine, WaitingEvent> catchUp(Instant now) {
        Decision<WaitingLine, WaitingEvent> decided = Decision.unchanged(this, "nothing is over");
        for (Entry entry : entries) {
            decided = decided.then(line -> line.catchUp(entry, now));
        }
        return decided;
    }

    private Decision<WaitingLine, WaitingEvent> catchUp(Entry entry, Instant now) {
        return switch (entry.status()) {
            case OFFERED -> timeOut(offerOf(entry).bookingId(), now);
            case RESERVING -> offerOf(entry).isOver(now)
                    ? withdraw(entry).then(line -> line.entry(entry.id()).map(next -> line.catchUp(next, now)).orElseThrow())
                    : Decision.unchanged(this, "there is time");
            case WAITING -> now.isBefore(closesAt())
                    ? Decision.unchanged(this, "the date is not over")
                    : Decision.changed(with(entry.become(EntryStatus.OVER, now)));
            case ACCEPTED, PASSED, EXPIRED, LEFT, OVER -> Decision.unchanged(this, "they do not wait");
        };
    }

    /** When the next of its deadlines is; empty when nobody waits. */
    public Optional<Instant> nextDeadline() {
        return entries.stream()
                .filter(Entry::isLive)
                .map(entry -> entry.offer() == null ? closesAt() : entry.offer().deadline())
                .min(Comparator.naturalOrder());
    }

    /** When the date is over everywhere. */
    public Instant closesAt() {
        return id.date().plusDays(1).atStartOfDay().toInstant(LAST_ZONE);
    }

    // ---- inside

    private Optional<Gap> gap(String gapId) {
        return gaps.stream().filter(gap -> gap.id().equals(gapId)).findFirst();
    }

    private Optional<Entry> offered(String bookingId) {
        return entries.stream().filter(entry -> entry.isOffered(bookingId)).findFirst();
    }

    private static Offer offerOf(Entry entry) {
        return Objects.requireNonNull(entry.offer());
    }

    private WaitingLine with(Entry next) {
        var all = new ArrayList<>(entries.stream().map(entry -> entry.id().equals(next.id()) ? next : entry).toList());
        List<Entry> ended = all.stream()
                .filter(entry -> !entry.isLive())
                .sorted(Comparator.comparing(entry -> Objects.requireNonNull(entry.endedAt())))
                .toList();
        all.removeAll(ended.subList(0, Math.max(0, ended.size() - MOST_ENDED)));
        return new WaitingLine(id, all, gaps);
    }

    private WaitingLine with(Gap next) {
        var all = new ArrayList<>(gaps);
        all.removeIf(gap -> gap.id().equals(next.id()));
        all.add(next);
        while (all.size() > MOST_GAPS) {
            all.removeFirst();
        }
        return new WaitingLine(id, entries, all);
    }
}
