package io.holdfast.scheduler.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.contracts.Catalogue;
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.messaging.memory.InMemoryTransport;
import io.holdfast.scheduler.BookingSays;
import io.holdfast.scheduler.SchedulerInstance;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerId;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.domain.Timers;
import io.holdfast.testsupport.scenario.MovableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every message of the saga on timers in every status. All rows are sent to one running service, then read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulerTableTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    /**
     * Message, the revision whose timers are looked at, the status that all four had before it, and the letters of
     * HOLD, CONFIRMATION, START and END after it: {@code -} none, {@code A}RMED, {@code F}IRED, {@code W}ITHDRAWN.
     */
    private static final String TABLE = """
            booking.awaiting-payment.v1      1  none A---   ARMED AAAA   FIRED FFFF   WITHDRAWN WWWW
            booking.paid.v1                  1  none W---   ARMED WAAA   FIRED FFFF   WITHDRAWN WWWW
            booking.awaiting-confirmation.v1 1  none -A--   ARMED AAAA   FIRED FFFF   WITHDRAWN WWWW
            booking.confirmed.v1             1  none --AA   ARMED WWAA   FIRED FFFF   WITHDRAWN WWWW
            booking.expired.v1               1  none W---   ARMED WWWW   FIRED FFFF   WITHDRAWN WWWW
            booking.declined.v1              1  none -W--   ARMED WWWW   FIRED FFFF   WITHDRAWN WWWW
            booking.cancelled.v1             1  none --WW   ARMED WWWW   FIRED FFFF   WITHDRAWN WWWW
            booking.rescheduled.v1           1  none --WW   ARMED WWWW   FIRED FFFF   WITHDRAWN WWWW
            booking.rescheduled.v1           2  none --AA   ARMED AAAA   FIRED FFFF   WITHDRAWN WWWW
            booking.no-show-recorded.v1      1  none --WW   ARMED WWWW   FIRED FFFF   WITHDRAWN WWWW
            booking.completed.v1             1  none --WW   ARMED WWWW   FIRED FFFF   WITHDRAWN WWWW
            """;

    private record Row(String message, int revision, String before, String after) {

        String bookingId() {
            return message + "-" + revision + "-" + before;
        }
    }

    private final MovableClock clock = new MovableClock(NOW);
    private final InMemoryTransport transport = new InMemoryTransport(CATALOGUE);
    private final BookingSays booking = new BookingSays(CATALOGUE, transport);
    private SchedulerInstance scheduler;

    static Stream<Row> rows() {
        return TABLE.lines().flatMap(line -> {
            String[] cells = line.strip().split(" +");
            return Stream.of(2, 4, 6, 8)
                    .map(i -> new Row(cells[0], Integer.parseInt(cells[1]), cells[i], cells[i + 1]));
        });
    }

    @BeforeAll
    void sendEveryRow() {
        scheduler = SchedulerInstance.start("scheduler-" + UUID.randomUUID(), transport, clock);
        rows().forEach(row -> {
            EnumSet.allOf(TimerKind.class).forEach(kind -> store(row, kind));
            booking.send(row.message(), row.bookingId(), Map.of());
            // Delivered twice, as any message may be: the second time is to change nothing.
            booking.send(row.message(), row.bookingId(), Map.of());
            // The last of its booking, so that whoever sees its timer knows that the row was handled.
            booking.send("booking.awaiting-payment.v1", row.bookingId(), Map.of("revision", 99, "holdUntil", NOW));
        });
        Set<String> expected = rows().map(Row::bookingId).collect(Collectors.toSet());
        await().untilAsserted(() -> assertThat(holdsOfRevision99()).isEqualTo(expected));
    }

    @AfterAll
    void stop() {
        scheduler.drop();
        scheduler.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyMessageIsDecidedInEveryStatus(Row row) {
        assertThat(letters(row)).isEqualTo(row.after());
    }

    @Test
    void tableHasEveryMessageThatIsHeard() {
        assertThat(rows().map(Row::message).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(CATALOGUE.consumedBy("scheduler-service").stream()
                        .map(EventType::type)
                        .toList());
        assertThat(transport.deadLetters()).isEmpty();
    }

    private void store(Row row, TimerKind kind) {
        if (row.before().equals("none")) {
            return;
        }
        var id = new TimerId(row.bookingId(), kind, row.revision());
        Timer armed = Timer.armed(id, "demo", row.before().equals("FIRED") ? NOW : NOW.plus(Duration.ofDays(400)));
        Timer timer = switch (row.before()) {
            case "ARMED" -> armed;
            case "FIRED" -> armed.fire(NOW).orElseThrow();
            case "WITHDRAWN" -> armed.withdraw().orElseThrow();
            default -> throw new IllegalArgumentException(row.before());
        };
        scheduler.bean(Timers.class).decide(id, none -> Optional.of(timer));
    }

    private Set<String> holdsOfRevision99() {
        return transport.published("hold.timed-out.v1").stream()
                .filter(event -> event.data().contains("\"revision\":99"))
                .map(OutboxEntry::key)
                .collect(Collectors.toSet());
    }

    private String letters(Row row) {
        var statuses = new LinkedHashMap<String, String>();
        List<String> stored = new ArrayList<>(scheduler.timersOf(row.bookingId(), row.revision()));
        stored.forEach(line -> statuses.put(line.split(" ")[0], line.split(" ")[1].substring(0, 1)));
        return EnumSet.allOf(TimerKind.class).stream()
                .map(kind -> statuses.getOrDefault(kind.name(), "-"))
                .collect(Collectors.joining());
    }
}
