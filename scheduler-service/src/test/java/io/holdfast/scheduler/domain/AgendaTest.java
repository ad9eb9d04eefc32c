package io.holdfast.scheduler.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static io.holdfast.scheduler.domain.TimerKind.CONFIRMING;
import static io.holdfast.scheduler.domain.TimerKind.END;
import static io.holdfast.scheduler.domain.TimerKind.HOLD;
import static io.holdfast.scheduler.domain.TimerKind.HOLD_REMINDER;
import static io.holdfast.scheduler.domain.TimerKind.REQUEST;
import static io.holdfast.scheduler.domain.TimerKind.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AgendaTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Instant BEGINS = NOW.plus(Duration.ofHours(30));
    private static final Instant ENDS = BEGINS.plus(Duration.ofHours(1));
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Agenda OPENED = Agenda.opened("booking-1", new TenantId("demo"));
    private static final Agenda CONFIRMED = follow(OPENED, 1, confirmed(1, BEGINS));

    @Test
    void aMessageWithdrawsWhatItDoesNotName() {
        Agenda agenda = follow(OPENED, 1, Timer.pending(REQUEST, 1, BEGINS));
        agenda = follow(agenda, 2, Timer.pending(HOLD_REMINDER, 1, BEGINS), Timer.pending(HOLD, 1, ENDS));
        agenda = follow(agenda, 3, Timer.pending(CONFIRMING, 1, BEGINS));

        assertThat(lines(agenda))
                .containsExactly("REQUEST WITHDRAWN", "HOLD_REMINDER WITHDRAWN", "CONFIRMING PENDING", "HOLD WITHDRAWN");
        assertThat(agenda.nextDue()).contains(BEGINS);
    }

    @Test
    void aMessageThatComesAfterANewerOneChangesNothing() {
        Agenda agenda = follow(OPENED, 2, Timer.pending(CONFIRMING, 1, BEGINS));

        assertThat(agenda.follow(plan(1, Timer.pending(HOLD, 1, ENDS)))).isInstanceOf(Decision.Unchanged.class);
        assertThat(agenda.follow(plan(2, Timer.pending(HOLD, 1, ENDS)))).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whatFiredDoesNotFireAgainWhenItIsNamedAgainAndWhatWasWithdrawnMay() {
        Agenda agenda = follow(OPENED, 1, Timer.pending(START, 1, BEGINS), Timer.pending(END, 1, ENDS)).fire(BEGINS).aggregate();
        agenda = follow(agenda, 2);
        agenda = follow(agenda, 3, Timer.pending(START, 1, BEGINS), Timer.pending(END, 1, ENDS));

        assertThat(lines(agenda)).containsExactly("START COMPLETED", "END PENDING");
    }

    @Test
    void aReminderWhoseInstantHadPassedWhenTheBookingDecidedIsSkippedAndADeadlineIsNot() {
        Agenda agenda = follow(OPENED, 1, confirmed(1, NOW.plus(Duration.ofHours(24))));

        assertThat(lines(agenda)).containsExactly(
                "REMINDER PT24H SKIPPED", "REMINDER PT1H PENDING", "REMINDER PT15M PENDING", "START PENDING", "END PENDING");
        Agenda late = follow(OPENED, 1, Timer.pending(HOLD, 1, NOW.minusSeconds(1)));
        assertThat(kinds(late.fire(NOW))).containsExactly(HOLD);
    }

    @Test
    void aReminderThatIsHeardOfLateIsNotSkippedForThat() {
        // Heard when its instant had come: the booking was confirmed before.
        assertThat(lines(CONFIRMED.fire(BEGINS.minus(Duration.ofHours(5))).aggregate())).contains("REMINDER PT24H COMPLETED");
    }

    @Test
    void nothingFiresEarlyAndEachFiresOnce() {
        assertThat(CONFIRMED.fire(BEGINS.minus(DAY).minusMillis(1))).isInstanceOf(Decision.Unchanged.class);

        Agenda agenda = CONFIRMED;
        for (Instant at : List.of(BEGINS.minus(DAY), BEGINS.minus(HOUR), BEGINS.minus(QUARTER), BEGINS, ENDS)) {
            Decision<Agenda, TimerFired> decision = agenda.fire(at);
            assertThat(decision.events()).singleElement().satisfies(event -> {
                assertThat(event.timer().scheduledFor()).isEqualTo(at);
                assertThat(event.timer().executedAt()).isEqualTo(at);
            });
            agenda = decision.aggregate();
            assertThat(agenda.fire(at)).isInstanceOf(Decision.Unchanged.class);
        }
        assertThat(agenda.nextDue()).isEmpty();
    }

    @Test
    void afterADowntimeOnlyTheLastReminderIsGivenAndNoneOfWhatHasBegun() {
        Decision<Agenda, TimerFired> near = CONFIRMED.fire(BEGINS.minusSeconds(60));
        assertThat(near.events()).extracting(event -> event.timer().occasion()).containsExactly(new Occasion.Lead(QUARTER));
        assertThat(lines(near.aggregate())).containsExactly(
                "REMINDER PT24H SKIPPED", "REMINDER PT1H SKIPPED", "REMINDER PT15M COMPLETED", "START PENDING", "END PENDING");

        Decision<Agenda, TimerFired> over = CONFIRMED.fire(ENDS);
        assertThat(kinds(over)).containsExactly(START, END);
        assertThat(lines(over.aggregate())).containsExactly(
                "REMINDER PT24H SKIPPED", "REMINDER PT1H SKIPPED", "REMINDER PT15M SKIPPED", "START COMPLETED", "END COMPLETED");
    }

    @Test
    void theLastReviewRequestFiresHoweverLate() {
        Agenda agenda = follow(OPENED, 1, round(1, false, NOW.plus(DAY)), round(2, true, NOW.plus(DAY.multipliedBy(4))));

        assertThat(agenda.fire(NOW.plus(DAY.multipliedBy(9))).events())
                .extracting(event -> event.timer().occasion())
                .containsExactly(new Occasion.Round(2, true));
    }

    @Test
    void aRescheduleLeavesTheOldTimeBehindInOneDecision() {
        Agenda reminded = CONFIRMED.fire(BEGINS.minus(DAY)).aggregate();
        Agenda moved = follow(reminded, 2, confirmed(2, BEGINS.plus(DAY.multipliedBy(2))));

        assertThat(moved.nextDue()).contains(BEGINS.plus(DAY));
        assertThat(moved.timers()).filteredOn(timer -> timer.revision() == 1).extracting(Timer::status).containsExactly(
                TimerStatus.COMPLETED, TimerStatus.WITHDRAWN, TimerStatus.WITHDRAWN, TimerStatus.WITHDRAWN,
                TimerStatus.WITHDRAWN);
        assertThat(moved.timers()).filteredOn(Timer::isOpen).hasSize(5).allMatch(timer -> timer.revision() == 2);
    }

    @Test
    void aBookingThatIsMovedAgainAndAgainForgetsItsOldestTimers() {
        Agenda agenda = OPENED;
        for (int revision = 1; revision <= 30; revision++) {
            agenda = follow(agenda, revision, confirmed(revision, BEGINS.plus(DAY.multipliedBy(revision))));
        }

        assertThat(agenda.timers()).hasSize(Agenda.MOST);
        assertThat(agenda.timers()).filteredOn(Timer::isOpen).hasSize(5).allMatch(timer -> timer.revision() == 30);
        assertThat(agenda.timers().getFirst().revision()).isEqualTo(23);
    }

    @Test
    void whatFailedIsDueStillAndKeepsNothingElseBack() {
        Timer start = CONFIRMED.due(BEGINS).getLast();
        Agenda failed = CONFIRMED.fail(start, BEGINS, "Its event could not be made.").aggregate();

        assertThat(lines(failed)).contains("START FAILED");
        assertThat(failed.fail(failed.due(BEGINS).getLast(), BEGINS.plusSeconds(2), "Again.")).isInstanceOf(Decision.Unchanged.class);
        assertThat(kinds(failed.fire(ENDS))).containsExactly(START, END);
        assertThat(lines(follow(failed, 2))).contains("START WITHDRAWN");
    }

    @Test
    void severalProfessionalsAreWaitedForAtOnceWhateverTheBookingSays() {
        Timer maya = Timer.proposal("b.1.maya", 1, BEGINS);
        Timer daniel = Timer.proposal("b.1.daniel", 1, BEGINS);
        Agenda asked = OPENED.await(maya).then(agenda -> agenda.await(daniel)).aggregate();

        assertThat(asked.await(maya)).isInstanceOf(Decision.Unchanged.class);
        Agenda looking = follow(asked, 1, Timer.pending(TimerKind.MATCH, 1, ENDS));
        Agenda declined = looking.withdrawProposal("b.1.maya").aggregate();
        assertThat(lines(declined)).containsExactly("PROPOSAL WITHDRAWN", "PROPOSAL PENDING", "MATCH PENDING");
        assertThat(declined.withdrawProposal("b.1.maya")).isInstanceOf(Decision.Unchanged.class);
        assertThat(declined.withdrawProposal("b.1.yael")).isInstanceOf(Decision.Unchanged.class);
        assertThat(declined.await(maya)).as("asked again").isInstanceOf(Decision.Unchanged.class);

        Decision<Agenda, TimerFired> fired = declined.fire(BEGINS);
        assertThat(fired.events()).extracting(TimerFired::timer).extracting(Timer::occasion)
                .containsExactly(new Occasion.Proposal("b.1.daniel"));
        assertThat(lines(follow(fired.aggregate(), 2, confirmed(1, ENDS)))).contains("PROPOSAL COMPLETED", "MATCH WITHDRAWN");
    }

    @Test
    void whoIsOfferedASlotIsWaitedForWhateverTheBookingThatComesOfItSays() {
        Timer offer = Timer.waitlistOffer(BEGINS);
        Agenda offered = OPENED.await(offer).aggregate();

        assertThat(offered.await(offer)).as("again").isInstanceOf(Decision.Unchanged.class);
        assertThat(lines(follow(offered, 1, confirmed(1, ENDS)))).contains("WAITLIST_OFFER PENDING");
        assertThat(kinds(offered.fire(BEGINS))).containsExactly(TimerKind.WAITLIST_OFFER);

        Agenda answered = offered.withdrawWaitlistOffer().aggregate();
        assertThat(lines(answered)).containsExactly("WAITLIST_OFFER WITHDRAWN");
        assertThat(answered.withdrawWaitlistOffer()).isInstanceOf(Decision.Unchanged.class);
        assertThat(answered.await(offer)).as("a message that comes late").isInstanceOf(Decision.Unchanged.class);
        assertThat(answered.fire(ENDS).events()).isEmpty();
    }

    @Test
    void anAgendaNeedsABooking() {
        assertThatThrownBy(() -> Agenda.opened(" ", new TenantId("demo"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBoundHoldsAllTimersThatOneRevisionCanHave() {
        int once = (int) Stream.of(TimerKind.values())
                .filter(kind -> kind != TimerKind.REMINDER && kind != TimerKind.REVIEW_REQUEST && kind != TimerKind.PROPOSAL)
                .count();
        assertThat(once + 5 + 5 + 5).isLessThan(Agenda.MOST);
    }

    private static Timer[] confirmed(int revision, Instant start) {
        return new Timer[] {
            Timer.reminder(DAY, revision, start),
            Timer.reminder(HOUR, revision, start),
            Timer.reminder(QUARTER, revision, start),
            Timer.pending(START, revision, start),
            Timer.pending(END, revision, start.plus(HOUR))
        };
    }

    private static Timer round(int number, boolean last, Instant at) {
        return Timer.pending(TimerKind.REVIEW_REQUEST, new Occasion.Round(number, last), 1, at);
    }

    private static Agenda follow(Agenda agenda, long sequence, Timer... timers) {
        Decision<Agenda, TimerFired> decision = agenda.follow(plan(sequence, timers));
        assertThat(decision).isInstanceOf(Decision.Changed.class);
        return decision.aggregate();
    }

    private static Plan plan(long sequence, Timer... timers) {
        return new Plan(sequence, NOW, List.of(timers));
    }

    private static List<TimerKind> kinds(Decision<Agenda, TimerFired> decision) {
        return decision.events().stream().map(event -> event.timer().kind()).toList();
    }

    private static List<String> lines(Agenda agenda) {
        return agenda.timers().stream()
                .map(timer -> Stream.of(
                                timer.kind().name(),
                                timer.occasion() instanceof Occasion.Lead lead ? lead.beforeStart().toString() : "",
                                timer.status().name())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ")))
                .toList();
    }
}
