package io.holdfast.scheduler.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.aggregates.UnwritableEvent;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.BookingTimer;
import io.holdfast.scheduler.domain.Plan;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerFired;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.domain.TimerSearch;
import io.holdfast.scheduler.domain.TimerStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a booking's timers when no event can be made of one of them. */
class FireTimersTest {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant END = START.plus(Duration.ofHours(1));

    private final OneAgenda agendas = new OneAgenda();
    private final FireTimers fireTimers = new FireTimers(agendas, Clock.fixed(END, ZoneOffset.UTC));

    @Test
    void oneWhoseEventCannotBeMadeKeepsNoOtherBackAndFiresWhenItCan() {
        agendas.unwritable = TimerKind.START;

        assertThatThrownBy(() -> fireTimers.fire("b-1")).isInstanceOf(UnwritableEvent.class);
        assertThat(agendas.statuses()).containsExactly(TimerStatus.SKIPPED, TimerStatus.FAILED, TimerStatus.COMPLETED);
        assertThat(agendas.fired).containsExactly(TimerKind.END);
        // It is due still, so that whoever looks tries again.
        assertThat(agendas.stored.nextDue()).contains(START);

        int writes = agendas.writes;
        assertThatThrownBy(() -> fireTimers.fire("b-1")).isInstanceOf(UnwritableEvent.class);
        assertThat(agendas.writes).as("a failure that is known is not written again").isEqualTo(writes);

        agendas.unwritable = null;
        fireTimers.fire("b-1");
        assertThat(agendas.fired).containsExactly(TimerKind.END, TimerKind.START);
        assertThat(agendas.stored.nextDue()).isEmpty();
    }

    /** A store of one agenda that can make no event of one kind of timer. */
    private static final class OneAgenda implements Agendas {

        private final List<TimerKind> fired = new ArrayList<>();
        private TimerKind unwritable;
        private int writes;
        private Agenda stored = Agenda.opened("b-1", new TenantId("demo"))
                .follow(new Plan(1, START.minus(Duration.ofDays(2)), List.of(
                        Timer.reminder(Duration.ofHours(1), 1, START),
                        Timer.pending(TimerKind.START, 1, START),
                        Timer.pending(TimerKind.END, 1, END))))
                .aggregate();

        @Override
        public Optional<Decided<Agenda, TimerFired>> decide(
                String bookingId, Function<Agenda, Decision<Agenda, TimerFired>> decision) {
            Agenda before = stored;
            Decision<Agenda, TimerFired> decided = decision.apply(before);
            List<TimerKind> kinds = decided.events().stream().map(event -> event.timer().kind()).toList();
            if (unwritable != null && kinds.contains(unwritable)) {
                throw new UnwritableEvent(new IllegalStateException("a bug of ours"));
            }
            if (decided instanceof Decision.Changed) {
                stored = decided.aggregate();
                writes++;
                fired.addAll(kinds);
            }
            return Optional.of(new Decided<>(Optional.of(before), decided));
        }

        @Override
        public List<String> decideTogether(
                Collection<String> bookingIds, Function<Agenda, Decision<Agenda, TimerFired>> decision) {
            throw new UnsupportedOperationException();
        }

        private List<TimerStatus> statuses() {
            return stored.timers().stream().map(Timer::status).toList();
        }

        @Override
        public Decided<Agenda, TimerFired> decideOrOpen(
                String bookingId, Function<Optional<Agenda>, Decision<Agenda, TimerFired>> decision) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<BookingTimer> search(TimerSearch search, int page, int limit) {
            throw new UnsupportedOperationException();
        }
    }
}
