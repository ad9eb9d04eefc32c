package io.holdfast.scheduler.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.contracts.EventType;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.scheduler.BookingSays;
import io.holdfast.scheduler.SchedulerService;
import io.holdfast.scheduler.StoredTimers;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.TimerFired;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.servicetest.Contracts;
import io.holdfast.servicetest.ServiceUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every message of the saga on timers in every status. All rows are sent to one running service, then read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulerTableTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    /**
     * Message, the status that all six had before it, and the letters of REQUEST, HOLD, CONFIRMING, CONFIRMATION, START
     * and END after it: {@code -} none, {@code A}RMED, {@code F}IRED, {@code W}ITHDRAWN. The agenda is at revision 1, as
     * is every message but the reschedule.
     */
    private static final String TABLE = """
            booking.requested.v1             none A-----   ARMED AAAAAA   FIRED FFFFFF   WITHDRAWN WWWWWW
            booking.awaiting-payment.v1      none WA----   ARMED WAAAAA   FIRED FFFFFF   WITHDRAWN WWWWWW
            booking.paid.v1                  none WWA---   ARMED WWAAAA   FIRED FFFFFF   WITHDRAWN WWWWWW
            booking.awaiting-confirmation.v1 none WWWA--   ARMED WWWAAA   FIRED FFFFFF   WITHDRAWN WWWWWW
            booking.confirmed.v1             none WWWWAA   ARMED WWWWAA   FIRED FFFFFF   WITHDRAWN WWWWWW
            booking.rescheduled.v1           none WWWWAA   ARMED WWWWAA   FIRED WWWWAA   WITHDRAWN WWWWAA
            booking.rejected.v1              none ------   ARMED WWWWWW   FIRED FFFFFF   WITHDRAWN WWWWWW
            booking.expired.v1               none ------   ARMED WWWWWW   FIRED FFFFFF   WITHDRAWN WWWWWW
            booking.declined.v1              none ------   ARMED WWWWWW   FIRED FFFFFF   WITHDRAWN WWWWWW
            booking.cancelled.v1             none ------   ARMED WWWWWW   FIRED FFFFFF   WITHDRAWN WWWWWW
            booking.no-show-recorded.v1      none ------   ARMED WWWWWW   FIRED FFFFFF   WITHDRAWN WWWWWW
            booking.completed.v1             none ------   ARMED WWWWWW   FIRED FFFFFF   WITHDRAWN WWWWWW
            """;

    private record Row(String message, String before, String after) {

        String bookingId() {
            return message + "-" + before;
        }
    }

    private final ServiceUnderTest scheduler =
            ServiceUnderTest.of(SchedulerService.class, "scheduler-service").at(NOW).start();
    private final BookingSays booking = new BookingSays(scheduler, "");

    static Stream<Row> rows() {
        return TABLE.lines().flatMap(line -> {
            String[] cells = line.strip().split(" +");
            return Stream.of(1, 3, 5, 7).map(i -> new Row(cells[0], cells[i], cells[i + 1]));
        });
    }

    @BeforeAll
    void sendEveryRow() {
        rows().forEach(row -> {
            store(row);
            booking.says(row.message(), row.bookingId());
            // Delivered twice, as any message may be: the second time is to change nothing.
            booking.says(row.message(), row.bookingId());
        });
        scheduler.awaitIdle();
    }

    @AfterAll
    void stop() {
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
                .containsExactlyInAnyOrderElementsOf(Contracts.CATALOGUE.consumedBy("scheduler-service").stream()
                        .map(EventType::type)
                        .toList());
        assertThat(scheduler.transport().deadLetters()).isEmpty();
    }

    private void store(Row row) {
        if (row.before().equals("none")) {
            return;
        }
        Instant due = row.before().equals("FIRED") ? NOW : NOW.plus(Duration.ofDays(400));
        Agenda armed = Agenda.opened(row.bookingId(), new TenantId("demo"), 1);
        for (TimerKind kind : TimerKind.values()) {
            armed = armed.arm(kind, due);
        }
        Decision<Agenda, TimerFired> before = switch (row.before()) {
            case "ARMED" -> Decision.changed(armed);
            case "FIRED" -> armed.fire(NOW);
            case "WITHDRAWN" -> Decision.changed(armed.end());
            default -> throw new IllegalArgumentException(row.before());
        };
        scheduler.bean(Agendas.class).decideOrOpen(row.bookingId(), none -> before);
    }

    private String letters(Row row) {
        var statuses = new HashMap<String, String>();
        new StoredTimers(scheduler).of(row.bookingId())
                .forEach(line -> statuses.put(line.split(" ")[0], line.split(" ")[1].substring(0, 1)));
        return EnumSet.allOf(TimerKind.class).stream()
                .map(kind -> statuses.getOrDefault(kind.name(), "-"))
                .collect(Collectors.joining());
    }
}
