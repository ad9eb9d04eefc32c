package io.holdfast.availability.events;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import io.holdfast.contracts.EventType;
import io.holdfast.messaging.WireEvent;
import io.holdfast.messaging.WireJson;
import io.holdfast.servicetest.Contracts;
import io.holdfast.testsupport.contracts.DeclaredFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What is published here keeps the published schema, and everything that the catalogue promises is published. */
class ProducedContractTest {

    private static final BookingRevision BOOKING = new BookingRevision("b-1", 2);
    private static final ProfessionalId SARAH = new ProfessionalId("dr-sarah-khan");
    private static final Instant CHANGED = Instant.parse("2026-11-21T08:00:00.123456Z");
    private static final Slot SLOT =
            new Slot(Instant.parse("2026-12-01T04:30:00Z"), Instant.parse("2026-12-01T05:30:00Z"));

    static Stream<SlotEvent> events() {
        var answers = Stream.of(
                new SlotEvent.Reserved(BOOKING, SARAH, SLOT, Instant.parse("2026-11-28T10:15:00.123Z")),
                new SlotEvent.Booked(BOOKING, SARAH, SLOT),
                new SlotEvent.Lost(BOOKING, "HELD"),
                new SlotEvent.Released(BOOKING, SARAH, SLOT));
        return Stream.concat(
                answers, Arrays.stream(RejectionReason.values()).map(reason -> new SlotEvent.Rejected(
                        BOOKING,
                        2,
                        reason,
                        List.of(
                                new Conflict("b-2", "HF-2026-000002", SLOT),
                                new Conflict("b-3", null, SLOT)))));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyAnswerKeepsItsContract(SlotEvent event) {
        WireEvent wire = Bodies.of(event);

        assertThat(wire.key()).isEqualTo("b-1");
        Contracts.require(wire.type(), JsonMapper.shared().readTree(WireJson.write(wire.body())));
    }

    static Stream<Schedule> schedules() {
        var morning = new Hours(LocalTime.of(9, 0), LocalTime.of(12, 0));
        var evening = Hours.of("20:00", "24:00");
        return Stream.of(
                Schedule.standard(ZoneId.of("America/Argentina/Buenos_Aires")),
                new Schedule(
                        ZoneId.of("Asia/Kolkata"),
                        60,
                        new WeeklyHours(Map.of(DayOfWeek.MONDAY, new WeeklyHours.DayHours(evening, true))),
                        List.of(new Break(evening, Set.of(DayOfWeek.MONDAY))),
                        List.of(
                                new DateOverride(LocalDate.parse("2026-12-25"), Optional.empty()),
                                new DateOverride(LocalDate.parse("2026-12-26"), Optional.of(evening))),
                        List.of(
                                new RecurringHours(
                                        2, LocalDate.parse("2026-12-05"), Optional.empty(), Set.of(DayOfWeek.SATURDAY), morning),
                                new RecurringHours(
                                        52,
                                        LocalDate.parse("2026-12-05"),
                                        Optional.of(LocalDate.parse("2027-12-05")),
                                        Set.of(DayOfWeek.SUNDAY),
                                        evening)),
                        Buffers.ofMinutes(5, 240)));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyScheduleKeepsItsContract(Schedule schedule) {
        WireEvent wire = scheduleChanged(schedule);

        assertThat(wire.key()).isEqualTo("dr-sarah-khan");
        Contracts.require(wire.type(), JsonMapper.shared().readTree(WireJson.write(wire.body())));
    }

    private static WireEvent scheduleChanged(Schedule schedule) {
        return Bodies.of(
                new Professional(new TenantId("demo"), SARAH, 1, true, Set.of(), schedule, Optional.empty()),
                new ScheduleChanged(CHANGED));
    }

    @Test
    void everyDeclaredFieldIsSent() {
        assertThat(DeclaredFields.neverSent(
                        Contracts.CATALOGUE::schemaOf, sent().map(event -> Map.entry(event.type(), WireJson.write(event.body())))))
                .isEmpty();
    }

    private static Stream<WireEvent> sent() {
        return Stream.concat(
                events().map(Bodies::of),
                schedules().map(ProducedContractTest::scheduleChanged));
    }

    @Test
    void everyTypeOfTheCatalogueIsPublished() {
        List<String> promised =
                Contracts.CATALOGUE.producedBy("availability-service").stream().map(EventType::type).toList();

        assertThat(sent()
                        .map(WireEvent::type)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(promised);
    }
}
