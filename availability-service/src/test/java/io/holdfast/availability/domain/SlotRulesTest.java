package io.holdfast.availability.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.holdfast.availability.domain.Examples.EMPTY_DAY;
import static io.holdfast.availability.domain.Examples.INDIA;
import static io.holdfast.availability.domain.Examples.NOW;
import static io.holdfast.availability.domain.Examples.TEN;
import static io.holdfast.availability.domain.Examples.TUESDAY;
import static io.holdfast.availability.domain.Examples.booking;
import static io.holdfast.availability.domain.Examples.consultation;
import static io.holdfast.availability.domain.Examples.hourFrom;
import static io.holdfast.availability.domain.Examples.rules;
import static io.holdfast.availability.domain.Examples.sarah;
import static io.holdfast.availability.domain.Examples.schedule;
import static org.assertj.core.api.Assertions.assertThat;

class SlotRulesTest {

    private static final Hours NINE_TO_FIVE = new Hours(LocalTime.of(9, 0), LocalTime.of(17, 0));
    private static final Schedule STANDARD = Schedule.standard(INDIA);

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource(nullValues = "free", textBlock = """
            2026-12-01T03:30:00Z, 2026-12-01T04:30:00Z, free
            2026-12-01T10:30:00Z, 2026-12-01T11:30:00Z, free
            2026-12-01T03:45:00Z, 2026-12-01T04:15:00Z, free
            2026-11-22T04:30:00Z, 2026-11-22T05:30:00Z, TOO_SOON
            2026-11-23T04:45:00Z, 2026-11-23T05:45:00Z, TOO_SOON
            2026-11-23T05:00:00Z, 2026-11-23T06:00:00Z, free
            2026-12-23T04:30:00Z, 2026-12-23T05:30:00Z, free
            2026-12-24T04:30:00Z, 2026-12-24T05:30:00Z, TOO_FAR
            2026-12-01T03:15:00Z, 2026-12-01T04:15:00Z, CLOSED
            2026-12-01T10:45:00Z, 2026-12-01T11:45:00Z, CLOSED
            2026-12-01T11:30:00Z, 2026-12-01T12:30:00Z, CLOSED
            2026-12-05T04:30:00Z, 2026-12-05T05:30:00Z, CLOSED
            2026-12-01T04:35:00Z, 2026-12-01T05:35:00Z, OFF_STEP
            2026-12-01T04:30:01Z, 2026-12-01T05:30:01Z, OFF_STEP
            2026-12-01T04:30:00Z, 2026-12-01T05:15:00Z, CLOSED
            """)
    void oneQuestionDecidesWindowHoursStepAndDuration(Instant start, Instant end, RejectionReason expected) {
        assertThat(refusal(rules(), new Slot(start, end))).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void todayIsNotSoldWhereSameDayIsSwitchedOff() {
        var rules = rules(STANDARD, consultation(1, new OfferingRules(
                Duration.ofHours(2), 30, false, Buffers.NONE, Duration.ofMinutes(15))));

        assertThat(refusal(rules, hourFrom("2026-11-23T09:30:00Z"))).contains(RejectionReason.TOO_SOON);
        assertThat(refusal(rules, hourFrom("2026-11-24T03:30:00Z"))).isEmpty();
    }

    @Test
    void breaksCloseWhatTouchesThemOnTheirDaysOnly() {
        var lunch = new Break(new Hours(LocalTime.of(13, 0), LocalTime.of(14, 0)), Set.of(DayOfWeek.TUESDAY));
        var rules = rules(
                schedule(WeeklyHours.standard(), List.of(lunch), List.of()),
                consultation(1, OfferingRules.standard()));

        assertThat(refusal(rules, hourFrom("2026-12-01T06:30:00Z"))).isEmpty();
        assertThat(refusal(rules, hourFrom("2026-12-01T06:45:00Z"))).contains(RejectionReason.BREAK);
        assertThat(refusal(rules, hourFrom("2026-12-01T08:15:00Z"))).contains(RejectionReason.BREAK);
        assertThat(refusal(rules, hourFrom("2026-12-01T08:30:00Z"))).isEmpty();
        assertThat(refusal(rules, hourFrom("2026-12-02T07:30:00Z"))).isEmpty();
    }

    @Test
    void overridesReplaceTheDaysHours() {
        var closed = new DateOverride(TUESDAY, Optional.empty());
        var saturday = new DateOverride(
                LocalDate.parse("2026-12-05"), Optional.of(new Hours(LocalTime.of(10, 0), LocalTime.of(11, 0))));
        var rules = rules(
                schedule(WeeklyHours.standard(), List.of(), List.of(closed, saturday)),
                consultation(1, OfferingRules.standard()));

        assertThat(refusal(rules, TEN)).contains(RejectionReason.CLOSED);
        assertThat(rules.schedule().on(TUESDAY).slots(Duration.ofMinutes(60))).isEmpty();
        assertThat(refusal(rules, hourFrom("2026-12-05T04:30:00Z"))).isEmpty();
        assertThat(rules.schedule().on(LocalDate.parse("2026-12-05")).slots(Duration.ofMinutes(30))).hasSize(3);
    }

    @Test
    void aDayListsEveryStepFromWhichTheSlotFits() {
        List<Slot> listed = rules().schedule().on(TUESDAY).slots(Duration.ofMinutes(60));

        assertThat(listed).hasSize(29);
        assertThat(listed.getFirst()).isEqualTo(hourFrom("2026-12-01T03:30:00Z"));
        assertThat(listed.getLast()).isEqualTo(hourFrom("2026-12-01T10:30:00Z"));
    }

    @Test
    void whoDoesNotProvideTheOfferingIsClosedForIt() {
        var other = new Offering(
                new OfferingId("massage"),
                null,
                List.of(Duration.ofMinutes(60)),
                1,
                OfferingRules.standard(),
                false,
                false,
                Optional.empty());
        var retired = consultation(1, OfferingRules.standard()).retire();

        assertThat(refusal(rules(STANDARD, other), TEN)).contains(RejectionReason.CLOSED);
        assertThat(refusal(rules(STANDARD, retired), TEN)).contains(RejectionReason.CLOSED);
        assertThat(refusal(new SlotRules(sarah(STANDARD).deactivate(2).aggregate(), consultation(1, OfferingRules.standard())), TEN))
                .contains(RejectionReason.CLOSED);
    }

    @Test
    void holdsAreNeverShorterThanTheCaptureWindow() {
        var hasty = new OfferingRules(Duration.ZERO, 30, true, Buffers.NONE, Duration.ofMinutes(1));

        assertThat(hasty.hold()).isEqualTo(Duration.ofMinutes(12));
    }

    @Test
    void anHourIsMeantWhereItCanBeHadElseTheFirstDuration() {
        assertThat(consultation(1, OfferingRules.standard()).usualDuration()).isEqualTo(Duration.ofMinutes(60));
        assertThat(new Offering(
                                new OfferingId("short"),
                                null,
                                List.of(Duration.ofMinutes(45), Duration.ofMinutes(15)),
                                1,
                                OfferingRules.standard(),
                                false,
                                false,
                                Optional.empty())
                        .usualDuration())
                .isEqualTo(Duration.ofMinutes(45));
    }

    @Test
    void aProfessionalKeepsTheirScheduleWhenTheirProfileChanges() {
        Professional begun = Professional.register(
                        Examples.DEMO, profile(INDIA, true, Set.of(Examples.CONSULTATION)), 1, NOW)
                .aggregate();
        Professional moved = begun.update(profile(ZoneId.of("Europe/Berlin"), false, Set.of()), 2).aggregate();

        assertThat(begun.schedule().hoursOn(TUESDAY)).containsExactly(NINE_TO_FIVE);
        assertThat(moved.schedule()).isEqualTo(begun.schedule());
        assertThat(moved.active()).isFalse();
        assertThat(moved.update(profile(INDIA, true, Set.of()), 2)).as("not newer").isInstanceOf(Decision.Unchanged.class);
    }

    private static Professional.Profile profile(ZoneId zone, boolean active, Set<OfferingId> offerings) {
        return new Professional.Profile(Examples.SARAH, zone, active, offerings, Optional.empty());
    }

    private static Optional<RejectionReason> refusal(SlotRules rules, Slot slot) {
        return rules.violation(Examples.request(booking("somebody"), slot), EMPTY_DAY, NOW).map(Violation::reason);
    }
}
