package io.holdfast.availability.saga;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.holdfast.availability.domain.Break;
import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.DateOverride;
import io.holdfast.availability.domain.Hours;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.RecurringHours;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.WeeklyHours;
import io.holdfast.messaging.PoisonMessage;
import org.jspecify.annotations.Nullable;

/** What is read here of matching-service's events. */
final class ProfessionalEvents {

    private ProfessionalEvents() {}

    /** Registered or updated; both carry everything. */
    record Changed(
            String professionalId,
            String zone,
            List<String> offeringIds,
            boolean active,
            @Nullable StartingSchedule defaultSchedule) {

        Professional.Profile profile() {
            try {
                ZoneId home = ZoneId.of(zone);
                return new Professional.Profile(
                        new ProfessionalId(professionalId),
                        home,
                        active,
                        offeringIds.stream().map(OfferingId::new).collect(Collectors.toSet()),
                        Optional.ofNullable(defaultSchedule).map(schedule -> schedule.toDomain(home)));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new PoisonMessage("The professional " + professionalId + " cannot be: " + e.getMessage(), e);
            }
        }
    }

    record Deactivated(String professionalId) {}

    /** What it leaves out is as in the standard schedule. */
    record StartingSchedule(
            @Nullable String zone,
            @Nullable Integer slotStep,
            @Nullable Map<DayOfWeek, DayHours> weeklyHours,
            @Nullable List<Pause> breaks,
            @Nullable List<OtherDate> overrides,
            @Nullable Margins buffers,
            @Nullable List<Recurring> recurring) {

        private Schedule toDomain(ZoneId home) {
            return new Schedule(
                    zone == null ? home : ZoneId.of(zone),
                    slotStep == null ? Schedule.STANDARD_STEP : slotStep,
                    weeklyHours == null ? WeeklyHours.standard() : weekly(weeklyHours),
                    breaks == null ? List.of() : breaks.stream().map(Pause::toDomain).toList(),
                    overrides == null ? List.of() : overrides.stream().map(OtherDate::toDomain).toList(),
                    recurring == null ? List.of() : recurring.stream().map(Recurring::toDomain).toList(),
                    buffers == null ? Buffers.NONE : Buffers.ofMinutes(buffers.before(), buffers.after()));
        }

        private static WeeklyHours weekly(Map<DayOfWeek, DayHours> days) {
            var weekly = new EnumMap<DayOfWeek, WeeklyHours.DayHours>(DayOfWeek.class);
            days.forEach((day, hours) -> weekly.put(
                    day, new WeeklyHours.DayHours(Hours.of(hours.start(), hours.end()), hours.enabled())));
            return new WeeklyHours(weekly);
        }
    }

    record DayHours(String start, String end, boolean enabled) {}

    record Pause(String start, String end, Set<DayOfWeek> days) {

        private Break toDomain() {
            return new Break(Hours.of(start, end), days);
        }
    }

    record OtherDate(
            LocalDate date, @Nullable Boolean closed, @Nullable String start, @Nullable String end) {

        private DateOverride toDomain() {
            if (Boolean.TRUE.equals(closed)) {
                return new DateOverride(date, Optional.empty());
            }
            if (start == null || end == null) {
                throw new IllegalArgumentException("The override of " + date + " is neither closed nor has hours");
            }
            return new DateOverride(date, Optional.of(Hours.of(start, end)));
        }
    }

    record Recurring(
            int everyWeeks,
            LocalDate from,
            @Nullable LocalDate until,
            Set<DayOfWeek> days,
            String start,
            String end) {

        private RecurringHours toDomain() {
            return new RecurringHours(
                    everyWeeks, from, Optional.ofNullable(until), days, Hours.of(start, end));
        }
    }

    record Margins(int before, int after) {}
}
