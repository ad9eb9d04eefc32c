package io.holdfast.availability.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.availability.application.ChangeSchedule;
import io.holdfast.availability.application.ChangeSchedule.Outcome;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.web.ImportedSchedules;
import io.holdfast.defaults.imports.ImportAnswering;
import io.holdfast.defaults.imports.ImportAnswers;
import io.holdfast.defaults.imports.ImportPart;
import io.holdfast.defaults.imports.RowAnswer;
import io.holdfast.defaults.imports.RowAnswer.Status;
import io.holdfast.defaults.imports.RowAnswer.Violation;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.Problem;
import io.holdfast.messaging.RetryLater;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Says what becomes of the hours in an import and, unless it is a dry run, changes the schedules. */
@Component
public class AnswerImport {

    /** After it, who was to be registered by matching-service and is not known here was not. */
    private static final Duration LONGEST_PROJECTION = Duration.ofMinutes(2);

    private final Professionals professionals;
    private final ChangeSchedule changeSchedule;
    private final ImportAnswers answers;
    private final Clock clock;

    AnswerImport(Professionals professionals, ChangeSchedule changeSchedule, ImportAnswers answers, Clock clock) {
        this.professionals = professionals;
        this.changeSchedule = changeSchedule;
        this.answers = answers;
        this.clock = clock;
    }

    @Bean
    static ImportAnswering importAnswering() {
        return new ImportAnswering("import.schedules-answered.v1");
    }

    /**
     * @param since when it was asked for
     * @throws RetryLater while somebody whose hours are to be written may still become known
     */
    public void answer(ImportPart part, List<ScheduleRow> rows, Instant since) {
        answers.answerOnce(part, () -> rows.stream().map(row -> answer(part, row, since)).toList(), clock.instant());
    }

    private RowAnswer answer(ImportPart part, ScheduleRow row, Instant since) {
        if (row.hours() == null && row.breaks() == null) {
            return RowAnswer.of(row.line(), Status.UNCHANGED);
        }
        var id = new ProfessionalId(row.professionalId());
        Optional<Professional> known = professionals.find(new TenantId(part.tenantId()), id);
        if (known.isEmpty() && !part.dryRun() && clock.instant().isBefore(since.plus(LONGEST_PROJECTION))) {
            throw new RetryLater("Not known here yet: the professional " + id.value(), null);
        }
        Schedule now = known.map(Professional::schedule)
                .orElseGet(() -> Schedule.standard(IanaZones.find(row.zone()).orElse(ZoneId.of("UTC"))));
        try {
            Schedule wanted = ImportedSchedules.read(now, row.hours(), row.breaks());
            if (wanted.equals(now)) {
                return RowAnswer.of(row.line(), Status.UNCHANGED);
            }
            if (known.isEmpty()) {
                return part.dryRun()
                        ? RowAnswer.of(row.line(), Status.UPDATED)
                        : refused(row, "professionalId", "is not known");
            }
            return answer(row, part.dryRun() ? changeSchedule.check(known.get(), wanted) : changeSchedule.change(known.get(), wanted));
        } catch (Problem problem) {
            return RowAnswer.refused(row.line(), problem.errors().stream()
                    .map(error -> new Violation(columnOf(error.field()), error.message()))
                    .toList());
        }
    }

    private static RowAnswer answer(ScheduleRow row, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> RowAnswer.of(row.line(), Status.UPDATED);
            case Outcome.Refused refused -> RowAnswer.refused(row.line(), conflicts(refused));
            case Outcome.Busy busy -> throw new RetryLater("The schedule is being changed", null);
        };
    }

    private static List<Violation> conflicts(Outcome.Refused refused) {
        Stream<String> booked = refused.reservations().stream()
                .map(reservation -> reservation.asConflict())
                .map(conflict -> "A booking from " + conflict.slot().start() + " to " + conflict.slot().end()
                        + " would be outside the new hours.");
        Stream<String> blocked = refused.blocks().stream()
                .map(block -> "A block from " + block.slot().start() + " would be on another date.");
        return Stream.concat(booked, blocked).limit(10).map(sentence -> new Violation("hours", sentence)).toList();
    }

    private static RowAnswer refused(ScheduleRow row, String field, String message) {
        return RowAnswer.refused(row.line(), List.of(new Violation(field, message)));
    }

    /** {@code weeklyHours.MONDAY.start} is a part of the hours. */
    private static String columnOf(String field) {
        return field.startsWith("breaks") ? "breaks" : field.startsWith("weeklyHours") ? "hours" : field;
    }
}
