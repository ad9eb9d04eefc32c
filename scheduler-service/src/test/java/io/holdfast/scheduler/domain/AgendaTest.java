package io.holdfast.scheduler.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static io.holdfast.scheduler.domain.TimerKind.CONFIRMING;
import static io.holdfast.scheduler.domain.TimerKind.END;
import static io.holdfast.scheduler.domain.TimerKind.HOLD;
import static io.holdfast.scheduler.domain.TimerKind.REQUEST;
import static io.holdfast.scheduler.domain.TimerKind.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AgendaTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(15));
    private static final Agenda OPENED = Agenda.opened("booking-1", new TenantId("demo"), 1);

    @Test
    void aStageWithdrawsWhatWasWaitedForBefore() {
        Agenda agenda = OPENED.arm(REQUEST, LATER).reached(HOLD).arm(HOLD, LATER).reached(CONFIRMING);

        assertThat(letters(agenda)).isEqualTo("WW----");
        assertThat(agenda.nextDue()).isEmpty();
    }

    @Test
    void whatAStageLeftBehindIsNotArmedByAMessageThatComesLater() {
        Agenda agenda = OPENED.reached(START).arm(START, LATER);

        assertThat(agenda.reached(HOLD).arm(HOLD, LATER)).isEqualTo(agenda);
        assertThat(letters(agenda)).isEqualTo("WWWWA-");
    }

    @Test
    void theFirstDeadlineOfARevisionStands() {
        Agenda agenda = OPENED.arm(HOLD, LATER);

        assertThat(agenda.arm(HOLD, LATER.plusSeconds(1))).isSameAs(agenda);
    }

    @Test
    void afterTheEndNothingIsArmedAndNothingFires() {
        Agenda ended = OPENED.arm(HOLD, LATER).end();

        assertThat(ended.arm(START, LATER).reached(END).fire(Instant.MAX))
                .isInstanceOf(Decision.Unchanged.class);
        assertThat(ended.end()).isSameAs(ended);
    }

    @Test
    void nothingFiresEarlyAndWhatIsDueTogetherFiresInOrder() {
        Agenda agenda = OPENED.arm(END, LATER.plusSeconds(60)).arm(START, LATER);

        assertThat(agenda.fire(LATER.minusMillis(1))).isInstanceOf(Decision.Unchanged.class);
        assertThat(agenda.fire(LATER).events()).containsExactly(new TimerFired("booking-1", START, 1, LATER));
        Decision<Agenda, TimerFired> both = agenda.fire(LATER.plusSeconds(60));
        assertThat(both.events()).extracting(TimerFired::kind).containsExactly(START, END);
        assertThat(both.aggregate().fire(Instant.MAX).events()).isEmpty();
    }

    @Test
    void aRescheduleLeavesTheOldTimeBehind() {
        Agenda moved = OPENED.arm(START, LATER).atRevision(2).reached(START).arm(START, LATER.plusSeconds(9));

        assertThat(moved.isCurrent(1)).isFalse();
        assertThat(moved.fire(LATER).events()).isEmpty();
        assertThat(moved.nextDue()).contains(LATER.plusSeconds(9));
    }

    @Test
    void aBookingThatIsMovedAfterItsEndFiredByAClockAheadOfTheOthersIsArmedAgain() {
        Agenda fired = OPENED.arm(START, LATER).arm(END, LATER).fire(LATER).aggregate();
        assertThat(fired.over()).isTrue();

        Agenda moved = fired.atRevision(2).arm(START, LATER.plusSeconds(60));

        assertThat(moved.nextDue()).contains(LATER.plusSeconds(60));
    }

    @Test
    void anAgendaNeedsABookingAndARevision() {
        assertThatThrownBy(() -> Agenda.opened(" ", new TenantId("demo"), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Agenda.opened("b", new TenantId("demo"), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String letters(Agenda agenda) {
        return Stream.of(TimerKind.values())
                .map(kind -> agenda.timers().containsKey(kind)
                        ? agenda.timers().get(kind).status().name().substring(0, 1)
                        : "-")
                .collect(Collectors.joining());
    }
}
