package io.holdfast.matching.domain.waitlist;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.matching.domain.waitlist.WaitingLine.Turn;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.holdfast.matching.domain.waitlist.WaitingMother.NOW;
import static io.holdfast.matching.domain.waitlist.WaitingMother.RULES;
import static io.holdfast.matching.domain.waitlist.WaitingMother.entry;
import static io.holdfast.matching.domain.waitlist.WaitingMother.gap;
import static io.holdfast.matching.domain.waitlist.WaitingMother.line;
import static io.holdfast.matching.domain.waitlist.WaitingMother.wish;
import static org.assertj.core.api.Assertions.assertThat;

/** Every state of somebody who waits against every message; a second person waits behind them. */
class WaitingLineTableTest {

    private static final String FIRST = "e-asha";
    private static final Instant SOON = NOW.plus(Duration.ofMinutes(5));
    private static final Instant LATE = NOW.plus(Duration.ofMinutes(30));
    private static final Instant AFTER = Instant.parse("2026-12-04T12:00:00Z");

    private static final WaitingLine WAITING = line(entry("asha"), entry("ben"));
    private static final WaitingLine RESERVING = fill(WAITING, gap("g-1", 60)).aggregate();
    private static final String OFFER = RESERVING.entry(FIRST).orElseThrow().offer().bookingId();
    private static final WaitingLine OFFERED = RESERVING.reserve(OFFER, SOON).aggregate();

    private static final Map<String, WaitingLine> STATES = states();

    private static Map<String, WaitingLine> states() {
        var states = new TreeMap<String, WaitingLine>();
        states.put("WAITING", WAITING);
        states.put("REFUSED", RESERVING.reject(OFFER, false).aggregate());
        states.put("RESERVING", RESERVING);
        states.put("OFFERED", OFFERED);
        states.put("ACCEPTED", OFFERED.accept(FIRST, SOON).aggregate());
        states.put("PASSED", OFFERED.pass(FIRST, SOON).aggregate());
        states.put("EXPIRED", OFFERED.timeOut(OFFER, LATE).aggregate());
        states.put("LEFT", WAITING.leave(FIRST, SOON).aggregate());
        states.put("OVER", WAITING.catchUp(AFTER).aggregate());
        return states;
    }

    private static final Map<String, Function<WaitingLine, Decision<WaitingLine, WaitingEvent>>> MESSAGES = Map.ofEntries(
            Map.entry("join.again", line -> line.join(entry("asha"))),
            Map.entry("join.same-wish", line -> line.join(
                    Entry.joining("e-other", wish(60, null), WaitingMother.guest("asha"), null, NOW))),
            Map.entry("gap", line -> fill(line, gap("g-2", 60))),
            Map.entry("gap.again", line -> fill(line, gap("g-1", 60))),
            Map.entry("gap.short", line -> fill(line, gap("g-3", 59))),
            Map.entry("gap.too-near", line -> line.fill(gap("g-4", 60), Turn.WITHOUT_BOOKING, RULES,
                    WaitingMother.START.minus(Duration.ofMinutes(134)))),
            Map.entry("gap.for-moving", line -> line.fill(gap("g-5", 60), Turn.MOVING, RULES, SOON)),
            Map.entry("slot.reserved", line -> line.reserve(OFFER, SOON)),
            Map.entry("slot.reserved.late", line -> line.reserve(OFFER, LATE)),
            Map.entry("slot.reserved.other", line -> line.reserve("b-other", SOON)),
            Map.entry("slot.rejected", line -> line.reject(OFFER, false)),
            Map.entry("slot.rejected.other", line -> line.reject("b-other", false)),
            Map.entry("accept", line -> line.accept(FIRST, SOON)),
            Map.entry("accept.late", line -> line.accept(FIRST, LATE)),
            Map.entry("pass", line -> line.pass(FIRST, SOON)),
            Map.entry("pass.late", line -> line.pass(FIRST, LATE)),
            Map.entry("leave", line -> line.leave(FIRST, SOON)),
            Map.entry("timed-out", line -> line.timeOut(OFFER, LATE)),
            Map.entry("timed-out.early", line -> line.timeOut(OFFER, SOON)),
            Map.entry("timed-out.other", line -> line.timeOut("b-other", LATE)),
            Map.entry("catch-up.early", line -> line.catchUp(SOON)),
            Map.entry("catch-up", line -> line.catchUp(LATE)),
            Map.entry("catch-up.day-over", line -> line.catchUp(AFTER)));

    /**
     * Message, then what each state becomes, the second person's after it, with the events' initials (J oined, slot W anted,
     * O ffered, A ccepted, P assed, L eft); {@code =} nothing changes, {@code !} refused with the code. States by their first
     * two letters.
     */
    private static final String TABLE = """
            join.again          =         =         =         =         =         =         =         =         =
            join.same-wish      !waiting  !waiting  !waiting  !waiting  AC+WA/J   PA+WA/J   EX+WA/J   LE+WA/J   OV+OV/J
            gap                 RE+WA/W   RE+WA/W   RE+RE/W   OF+RE/W   AC+RE/W   PA+RE/W   EX+RE/W   LE+RE/W   =
            gap.again           RE+WA/W   =         =         =         =         =         =         LE+RE/W   =
            gap.short           =         =         =         =         =         =         =         =         =
            gap.too-near        =         =         =         =         =         =         =         =         =
            gap.for-moving      =         =         =         =         =         =         =         =         =
            slot.reserved       =         =         OF+WA/O   =         =         =         =         =         =
            slot.reserved.late  =         =         WA+WA/P   =         =         =         =         =         =
            slot.reserved.other =         =         =         =         =         =         =         =         =
            slot.rejected       =         =         WA+WA/    =         =         =         =         =         =
            slot.rejected.other =         =         =         =         =         =         =         =         =
            accept              !nothing  !nothing  !nothing  AC+WA/A   =         !nothing  !expired  !nothing  !nothing
            accept.late         !nothing  !nothing  !nothing  !expired  =         !nothing  !expired  !nothing  !nothing
            pass                !nothing  !nothing  !nothing  PA+WA/P   !accepted =         !expired  !nothing  !nothing
            pass.late           !nothing  !nothing  !nothing  PA+WA/P   !accepted =         !expired  !nothing  !nothing
            leave               LE+WA/L   LE+WA/L   LE+WA/PL  LE+WA/PL  !accepted =         =         =         =
            timed-out           =         =         =         EX+WA/P   =         =         =         =         =
            timed-out.early     =         =         =         =         =         =         =         =         =
            timed-out.other     =         =         =         =         =         =         =         =         =
            catch-up.early      =         =         =         =         =         =         =         =         =
            catch-up            =         =         WA+WA/P   EX+WA/P   =         =         =         =         =
            catch-up.day-over   OV+OV/    OV+OV/    OV+OV/P   EX+OV/P   AC+OV/    PA+OV/    EX+OV/    LE+OV/    =
            """;

    private static final List<String> COLUMNS =
            List.of("WAITING", "REFUSED", "RESERVING", "OFFERED", "ACCEPTED", "PASSED", "EXPIRED", "LEFT", "OVER");

    private record Cell(String message, String state, String expected) {}

    static Stream<Cell> cells() {
        return TABLE.lines().flatMap(row -> {
            String[] words = row.strip().split(" +");
            assertThat(words).as(row).hasSize(COLUMNS.size() + 1);
            return Stream.iterate(1, i -> i + 1)
                    .limit(COLUMNS.size())
                    .map(i -> new Cell(words[0], COLUMNS.get(i - 1), words[i]));
        });
    }

    @ParameterizedTest
    @MethodSource("cells")
    void everyMessageIsDecidedInEveryState(Cell cell) {
        WaitingLine before = STATES.get(cell.state());

        Decision<WaitingLine, WaitingEvent> decided = MESSAGES.get(cell.message()).apply(before);

        assertThat(written(decided)).isEqualTo(cell.expected());
        if (!(decided instanceof Decision.Changed)) {
            assertThat(decided.aggregate()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void whoIsAskedHasASlotAndWhoWaitsHasADeadline(Cell cell) {
        WaitingLine after = MESSAGES.get(cell.message()).apply(STATES.get(cell.state())).aggregate();

        for (Entry entry : after.entries()) {
            boolean held = Set.of(EntryStatus.RESERVING, EntryStatus.OFFERED, EntryStatus.ACCEPTED).contains(entry.status());
            if (held || entry.status() == EntryStatus.WAITING) {
                assertThat(entry.offer() != null).isEqualTo(held);
            }
            assertThat(entry.endedAt() == null).isEqualTo(entry.status().isLive());
            assertThat(after.placeOf(entry) != null).isEqualTo(entry.status().isLive());
        }
        assertThat(after.nextDeadline().isPresent())
                .isEqualTo(after.entries().stream().anyMatch(entry -> entry.status().isLive()));
        assertThat(after.entries().stream().map(Entry::offer).filter(offer -> offer != null).map(Offer::bookingId).distinct())
                .hasSameSizeAs(after.entries().stream().map(Entry::offer).filter(offer -> offer != null).toList());
    }

    @Test
    void tableHasEveryMessageAndEveryState() {
        Set<String> rows = TABLE.lines().map(row -> row.strip().split(" +")[0]).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows).isEqualTo(new TreeSet<>(MESSAGES.keySet()));
        assertThat(STATES.keySet()).isEqualTo(new TreeSet<>(COLUMNS));
        assertThat(STATES.values().stream().map(line -> line.entries().getFirst().status()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(EntryStatus.values());
    }

    private static Decision<WaitingLine, WaitingEvent> fill(WaitingLine line, Gap gap) {
        return line.fill(gap, Turn.WITHOUT_BOOKING, RULES, NOW);
    }

    private static String written(Decision<WaitingLine, WaitingEvent> decided) {
        return switch (decided) {
            case Decision.Changed<WaitingLine, WaitingEvent> changed -> changed.aggregate().entries().stream()
                    .limit(2)
                    .map(entry -> entry.status().name().substring(0, 2))
                    .collect(Collectors.joining("+"))
                    + "/" + changed.events().stream().map(WaitingLineTableTest::initial).collect(Collectors.joining());
            case Decision.Unchanged<WaitingLine, WaitingEvent> unchanged -> "=";
            case Decision.Refused<WaitingLine, WaitingEvent> refused -> "!" + word((WaitlistRefusal) refused.why());
        };
    }

    private static String initial(WaitingEvent event) {
        return switch (event) {
            case WaitingEvent.Joined e -> "J";
            case WaitingEvent.SlotWanted e -> "W";
            case WaitingEvent.Offered e -> "O";
            case WaitingEvent.Accepted e -> "A";
            case WaitingEvent.Passed e -> "P";
            case WaitingEvent.Left e -> "L";
        };
    }

    private static String word(WaitlistRefusal refusal) {
        return refusal.code().replaceAll("offer-|-offered|already-", "");
    }
}
