package io.holdfast.scheduler.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.contracts.EventType;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.scheduler.BookingSays;
import io.holdfast.scheduler.SampleTimers;
import io.holdfast.scheduler.SchedulerService;
import io.holdfast.scheduler.StoredTimers;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.domain.TimerStatus;
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
     * Message, the status that all thirteen had before it, and the letters of {@link TimerKind}'s kinds after it: {@code -}
     * none, {@code P}ENDING, {@code C}OMPLETED, {@code W}ITHDRAWN, {@code S}KIPPED, {@code F}AILED; of the reminders the
     * one of 24 hours, of the review requests the first. All are of revision 1, as is every message but the reschedule, of
     * which the letters are those of the new revision.
     */
    private static final String TABLE = """
            booking.requested.v1             none P------------   PENDING PWWWWWPWPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN PWWWWWWWWWWWW
            booking.awaiting-payment.v1      none -PP----------   PENDING WPPWWWPWPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WPPWWWWWWWWWW
            booking.paid.v1                  none ---P---------   PENDING WWWPWWPWPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWPWWWWWWWWW
            booking.awaiting-confirmation.v1 none ----PP-------   PENDING WWWWPPPWPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWPPWWWWWWW
            booking.awaiting-match.v1        none -------P-----   PENDING WWWWWWPPPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWPWWWWW
            proposal.sent.v1                 none ------P------   PENDING PPPPPPPPPPPPP   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            proposal.accepted.v1             none -------------   PENDING PPPPPPWPPPPPP   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            proposal.declined.v1             none -------------   PENDING PPPPPPWPPPPPP   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            proposal.expired.v1              none -------------   PENDING PPPPPPWPPPPPP   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            proposal.withdrawn.v1            none -------------   PENDING PPPPPPWPPPPPP   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            waitlist.offered.v1              none --------P----   PENDING PPPPPPPPPPPPP   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            waitlist.accepted.v1             none -------------   PENDING PPPPPPPPWPPPP   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            waitlist.passed.v1               none -------------   PENDING PPPPPPPPWPPPP   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            booking.confirmed.v1             none ---------PPP-   PENDING WWWWWWPWPPPPW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWPPPW
            booking.rescheduled.v1           none ---------PPP-   PENDING ---------PPP-   COMPLETED ---------PPP-   WITHDRAWN ---------PPP-
            booking.completed.v1             none ------------P   PENDING WWWWWWPWPWWWP   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWP
            booking.reviewed.v1              none -------------   PENDING WWWWWWPWPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            booking.rejected.v1              none -------------   PENDING WWWWWWPWPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            booking.expired.v1               none -------------   PENDING WWWWWWPWPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            booking.declined.v1              none -------------   PENDING WWWWWWPWPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            booking.cancelled.v1             none -------------   PENDING WWWWWWPWPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
            booking.no-show-recorded.v1      none -------------   PENDING WWWWWWPWPWWWW   COMPLETED CCCCCCCCCCCCC   WITHDRAWN WWWWWWWWWWWWW
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
            say(row);
            // Delivered twice, as any message may be: the second time is to change nothing.
            say(row);
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

    private void say(Row row) {
        if (row.message().startsWith("proposal.")) {
            booking.says(row.message(), row.bookingId(), "proposalId", SampleTimers.PROPOSAL);
        } else if (row.message().equals("booking.awaiting-match.v1")) {
            booking.says(row.message(), row.bookingId(), "revision", 1, "previous", null, "pendingSlot", null);
        } else if (row.message().startsWith("waitlist.")) {
            scheduler.hears(row.message(), "bookingId", row.bookingId());
        } else {
            booking.says(row.message(), row.bookingId());
        }
    }

    private void store(Row row) {
        if (row.before().equals("none")) {
            return;
        }
        Instant due = NOW.plus(Duration.ofDays(400));
        List<Timer> timers = Stream.of(TimerKind.values())
                .map(kind -> SampleTimers.pending(kind, due))
                .map(timer -> new Timer(
                        timer.kind(), timer.occasion(), 1, due, TimerStatus.valueOf(row.before()), null, null))
                .toList();
        Agenda before = new Agenda(row.bookingId(), new TenantId("demo"), 0, timers);
        scheduler.bean(Agendas.class).decideOrOpen(row.bookingId(), none -> Decision.changed(before));
    }

    private String letters(Row row) {
        int revision = row.message().equals("booking.rescheduled.v1") ? 2 : 1;
        var statuses = new HashMap<String, String>();
        new StoredTimers(scheduler).of(row.bookingId(), revision).forEach(line -> {
            String[] words = line.split(" ");
            if (words.length == 3 && !Set.of("PT24H", "1").contains(words[1])) {
                return;
            }
            statuses.put(words[0], words[words.length - 1].substring(0, 1));
        });
        return EnumSet.allOf(TimerKind.class).stream()
                .map(kind -> statuses.getOrDefault(kind.name(), "-"))
                .collect(Collectors.joining());
    }
}
