package io.holdfast.availability.saga;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.Break;
import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.Conflict;
import io.holdfast.availability.domain.DateOverride;
import io.holdfast.availability.domain.Hours;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.RecurringHours;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.ScheduleChanged;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.WeeklyHours;
import io.holdfast.availability.events.Bodies;
import io.holdfast.defaults.imports.ImportBodies;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.WireJson;
import io.holdfast.servicetest.ImportAnswerMother;
import io.holdfast.testsupport.contracts.ConsumedContracts;
import io.holdfast.testsupport.contracts.ProducedContracts;
import org.junit.jupiter.api.Test;

class ContractsTest {

    private static final BookingRevision BOOKING = new BookingRevision("b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10", 1);
    private static final ProfessionalId SARAH = new ProfessionalId("dr-sarah-khan");
    private static final Slot SLOT =
            new Slot(Instant.parse("2026-12-01T04:30:00Z"), Instant.parse("2026-12-01T05:30:00Z"));

    @Test
    void whatIsSaidIsPublished() {
        Stream<WireEvent> slots = Stream.concat(
                        Stream.of(
                                new SlotEvent.Reserved(BOOKING, SARAH, SLOT, Instant.parse("2026-11-28T10:15:00Z")),
                                new SlotEvent.Offered(BOOKING, SARAH, SLOT, Instant.parse("2026-11-28T10:35:00Z")),
                                new SlotEvent.NotOffered(BOOKING, RejectionReason.TOO_LATE),
                                rejected(
                                        2,
                                        RejectionReason.OFF_STEP,
                                        new Conflict("b-2", "HF-2026-000002", SLOT),
                                        new Conflict("b-3", null, SLOT)),
                                new SlotEvent.Booked(BOOKING, SARAH, SLOT),
                                new SlotEvent.Lost(BOOKING, "HELD"),
                                new SlotEvent.Released(BOOKING, SARAH, SLOT),
                                new SlotEvent.Conflicted(BOOKING, SARAH, SLOT),
                                new SlotEvent.TimeOffChanged(SARAH, LocalDate.parse("2026-12-01"), List.of(SLOT)),
                                new SlotEvent.TimeOffChanged(SARAH, LocalDate.parse("2026-12-01"), List.of())),
                        Arrays.stream(RejectionReason.values()).map(reason -> rejected(1, reason)))
                .map(Bodies::of);
        Stream<WireEvent> schedules = Stream.of(fullSchedule(), Schedule.standard(ZoneId.of("America/Argentina/Buenos_Aires")))
                .map(schedule -> Bodies.of(
                        new Professional(new TenantId("demo"), SARAH, 1, true, Set.of(), Optional.empty(), schedule, Optional.empty()),
                        new ScheduleChanged(Instant.parse("2026-11-21T08:00:00Z"))));
        Stream<WireEvent> imports = Stream.of(ImportBodies.of("import.schedules-answered.v1", ImportAnswerMother.answer()));
        ProducedContracts.check(
                "availability-service", Stream.of(slots, schedules, imports).flatMap(events -> events));
    }

    @Test
    void whatIsHeardIsSaid() {
        ConsumedContracts.check(
                "availability-service",
                new AvailabilitySaga(null, null, null, null, null, null, null, null, null).subscriptions().bodies(),
                WireJson::read);
    }

    private static SlotEvent rejected(int attempt, RejectionReason reason, Conflict... conflicts) {
        return new SlotEvent.Rejected(BOOKING, attempt, reason, List.of(conflicts));
    }

    private static Schedule fullSchedule() {
        var day = Hours.of("09:00", "17:00");
        var evening = Hours.of("20:00", "24:00");
        return new Schedule(
                ZoneId.of("Asia/Kolkata"),
                15,
                new WeeklyHours(Map.of(DayOfWeek.MONDAY, new WeeklyHours.DayHours(day, true))),
                List.of(new Break(Hours.of("12:00", "13:00"), Set.of(DayOfWeek.MONDAY))),
                List.of(
                        new DateOverride(LocalDate.parse("2026-12-25"), Optional.empty()),
                        new DateOverride(LocalDate.parse("2026-12-26"), Optional.of(evening))),
                List.of(
                        new RecurringHours(
                                2, LocalDate.parse("2026-12-05"), Optional.empty(), Set.of(DayOfWeek.SATURDAY), day),
                        new RecurringHours(
                                52,
                                LocalDate.parse("2026-12-05"),
                                Optional.of(LocalDate.parse("2027-12-05")),
                                Set.of(DayOfWeek.SUNDAY),
                                evening)),
                Buffers.ofMinutes(0, 10));
    }
}
