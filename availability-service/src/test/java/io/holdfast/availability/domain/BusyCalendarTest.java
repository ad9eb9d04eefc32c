package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.holdfast.availability.domain.BusyCalendar.Kind;
import io.holdfast.availability.domain.BusyCalendar.LastRead;
import io.holdfast.availability.domain.BusyCalendar.Status;
import org.junit.jupiter.api.Test;

import static io.holdfast.availability.domain.Examples.DEMO;
import static io.holdfast.availability.domain.Examples.INDIA;
import static io.holdfast.availability.domain.Examples.NOW;
import static io.holdfast.availability.domain.Examples.SARAH;
import static org.assertj.core.api.Assertions.assertThat;

/** When a calendar is read, by whom, and what is said of it. */
class BusyCalendarTest {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final BusyCalendar NEW = new BusyCalendar(
            "c", DEMO, SARAH, Kind.ICS, "Private", "calendar.example.com", "sealed", "hash", NOW, NOW, 0, null, null, null, null);
    private static final LastRead READ =
            new LastRead(NOW, "\"v1\"", null, BusyWindow.of(Schedule.standard(INDIA), 30, NOW), 3);

    @Test
    void oneReadsItAndOthersWaitUntilTheyAreDoneOrDead() {
        BusyCalendar claimed = NEW.claim(NOW).orElseThrow();

        assertThat(claimed.claim(NOW)).isEmpty();
        assertThat(claimed.claim(NOW.plus(BusyCalendar.LEASE).minusMillis(1))).isEmpty();
        assertThat(claimed.claim(NOW.plus(BusyCalendar.LEASE))).isPresent();
        BusyCalendar read = claimed.read(claimed, READ, EVERY).orElseThrow();
        assertThat(read.dueAt()).isEqualTo(NOW.plus(EVERY));
        assertThat(read.status(NOW)).isEqualTo(Status.OK);
    }

    @Test
    void whoWasTooSlowIsNotHeard() {
        BusyCalendar slow = NEW.claim(NOW).orElseThrow();
        BusyCalendar other = slow.claim(slow.leaseEnd()).orElseThrow();

        assertThat(other.read(slow, READ, EVERY)).isEmpty();
        assertThat(other.fail(slow, "No answer in time.", NOW, EVERY)).isEmpty();
        assertThat(other.postpone(slow, NOW)).isEmpty();
        assertThat(other.read(other, READ, EVERY)).isPresent();
    }

    @Test
    void whoeverDiesWhileReadingLeavesNoVersionToCompareWith() {
        BusyCalendar read = afterReading(NEW);
        assertThat(read.lastRead()).isEqualTo(READ);

        BusyCalendar claimed = read.claim(NOW.plus(EVERY)).orElseThrow();

        assertThat(claimed.lastRead().etag()).isNull();
        assertThat(claimed.lastRead().at()).isEqualTo(READ.at());
    }

    @Test
    void theLongerItFailsTheMoreSeldomItIsTriedAndWhatItSaidIsKept() {
        BusyCalendar calendar = afterReading(NEW);
        Instant now = calendar.dueAt();
        Instant since = now;
        for (int minutes : new int[] {10, 20, 40, 60, 60}) {
            BusyCalendar claimed = calendar.claim(now).orElseThrow();
            calendar = claimed.fail(claimed, "No connection.", now, EVERY).orElseThrow();
            assertThat(calendar.dueAt()).isEqualTo(now.plus(Duration.ofMinutes(minutes)));
            assertThat(calendar.failure()).isEqualTo(
                    new BusyCalendar.Failure(since, calendar.failure().tries(), "No connection."));
            assertThat(calendar.lastRead().times()).isEqualTo(3);
            now = calendar.dueAt();
        }
        assertThat(calendar.failure().tries()).isEqualTo(5);
        assertThat(calendar.status(since.plus(BusyCalendar.LOST_AFTER).minusSeconds(1))).isEqualTo(Status.FAILING);
        assertThat(calendar.status(since.plus(BusyCalendar.LOST_AFTER))).isEqualTo(Status.LOST);

        BusyCalendar again = afterReading(calendar.claim(now).orElseThrow(), Optional.empty());
        assertThat(again.status(now)).isEqualTo(Status.OK);
        assertThat(again.failure()).isNull();
    }

    @Test
    void whoeverAsksGetsItReadAtMostEveryHalfMinute() {
        assertThat(NEW.refresh(NOW)).as("it is due").isEmpty();
        BusyCalendar claimed = NEW.claim(NOW).orElseThrow();
        assertThat(claimed.refresh(NOW.plusSeconds(1))).as("it is being read").isEmpty();

        BusyCalendar read = claimed.read(claimed, READ, EVERY).orElseThrow();
        assertThat(read.refresh(NOW.plusSeconds(1)).orElseThrow().dueAt()).isEqualTo(NOW.plusSeconds(30));
        assertThat(read.refresh(NOW.plusSeconds(31)).orElseThrow().dueAt()).isEqualTo(NOW.plusSeconds(31));
        assertThat(read.refresh(NOW.plus(EVERY))).as("it is due").isEmpty();
    }

    @Test
    void oneThatIsRemovedIsNeitherReadNorHeardAndForgetsHowItIsReached() {
        BusyCalendar claimed = NEW.claim(NOW).orElseThrow();

        BusyCalendar removed = claimed.remove(NOW.plusSeconds(1)).orElseThrow();

        assertThat(removed.sealedAccess()).isEmpty();
        assertThat(removed.read(claimed, READ, EVERY)).isEmpty();
        assertThat(removed.claim(removed.dueAt())).isEmpty();
        assertThat(removed.refresh(removed.dueAt())).isEmpty();
        assertThat(removed.remove(NOW.plusSeconds(2))).isEmpty();
        assertThat(removed.dueAt()).as("who reads it now is dead or done by then").isAfterOrEqualTo(claimed.leaseEnd());
    }

    private static BusyCalendar afterReading(BusyCalendar due) {
        return afterReading(due.claim(NOW).orElseThrow(), Optional.of(due));
    }

    private static BusyCalendar afterReading(BusyCalendar claimed, Optional<BusyCalendar> before) {
        assertThat(before.map(BusyCalendar::attempt).orElse(0L)).isLessThan(claimed.attempt());
        return claimed.read(claimed, READ, EVERY).orElseThrow();
    }
}
