package io.holdfast.booking.imports;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.domain.imports.Import;
import io.holdfast.booking.domain.imports.ImportFormat;
import io.holdfast.booking.domain.imports.ImportOptions;
import io.holdfast.booking.domain.imports.ImportProgress;
import io.holdfast.booking.domain.imports.ImportStatus;
import io.holdfast.booking.domain.imports.ImportStep;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.booking.domain.imports.RowViolation;
import io.holdfast.booking.domain.imports.Tally;
import org.jspecify.annotations.Nullable;

/**
 * An import, how far it is, and what became of its rows; of a dry run, and while it is checked, what would become of them.
 *
 * @param source     the other system's name; with it and the ids there ours are made
 * @param dryRun     whether nothing is written
 * @param notifies   whether clients and professionals are told of the bookings
 * @param at         what is being done; null when it is over
 * @param report     of each kind of rows that there is
 * @param refusals   why rows are refused, the first 1,000 of them
 * @param failure    why it could not be carried on; null unless it has failed
 */
record ImportResponse(
        String id,
        ImportStatus status,
        ImportFormat format,
        String source,
        boolean dryRun,
        boolean skipRefused,
        boolean notifies,
        @Nullable At at,
        List<KindReport> report,
        List<Refusal> refusals,
        @Nullable String failure,
        Instant requestedAt,
        @Nullable Instant finishedAt) {

    /**
     * A part of it.
     *
     * @param writes whether rows are written there, after all were checked
     * @param chunk  of 100 rows, the first is 0
     * @param chunks how many there are of that kind
     */
    record At(boolean writes, RowKind kind, int chunk, int chunks) {}

    /**
     * What became of the rows of a kind.
     *
     * @param rows      that were looked at so far
     * @param unchanged that were there as they are
     * @param leftOut   bookings that have begun already or were called off
     * @param expected  what the check came to, once rows are written; null before, and in a dry run
     */
    record KindReport(
            RowKind kind, int rows, int created, int updated, int unchanged, int refused, int leftOut, @Nullable Expected expected) {

        static KindReport of(RowKind kind, Tally tally, @Nullable Tally expected) {
            return new KindReport(
                    kind, tally.rows(), tally.created(), tally.updated(), tally.unchanged(), tally.refused(), tally.leftOut(),
                    expected == null
                            ? null
                            : new Expected(expected.created(), expected.updated(), expected.unchanged(), expected.refused()));
        }
    }

    /** What it should come to. */
    record Expected(int created, int updated, int unchanged, int refused) {}

    /**
     * Why a row is refused.
     *
     * @param line  of its file, the heading being 1; of what came from Easy!Appointments the id there
     * @param field the column; empty where it is about the whole row
     */
    record Refusal(RowKind kind, int line, String field, String message) {

        static Refusal of(RowViolation violation) {
            return new Refusal(violation.kind(), violation.line(), violation.field(), violation.message());
        }
    }

    static ImportResponse of(Import job) {
        ImportOptions options = job.options();
        ImportProgress progress = job.progress();
        return row(job, options, progress, progress.violations().stream().map(Refusal::of).toList());
    }

    /** Without the refusals, for a list. */
    static ImportResponse inList(Import job) {
        return row(job, job.options(), job.progress(), List.of());
    }

    private static ImportResponse row(Import job, ImportOptions options, ImportProgress progress, List<Refusal> refusals) {
        return new ImportResponse(
                job.id().value(), progress.status(), options.format(), options.source(), options.dryRun(), options.skipRefused(),
                options.notifies(), atOf(job), reportOf(job), refusals, progress.failure(), job.requestedAt(), progress.finishedAt());
    }

    private static @Nullable At atOf(Import job) {
        ImportStep step = job.progress().step();
        return step == null
                ? null
                : new At(step.writes(), step.kind(), step.chunk(), job.content().chunksOf(step.kind()));
    }

    private static List<KindReport> reportOf(Import job) {
        Map<RowKind, Tally> expected = job.progress().expected();
        return Arrays.stream(RowKind.values())
                .filter(kind -> job.content().chunksOf(kind) > 0)
                .map(kind -> KindReport.of(
                        kind, job.progress().tallies().getOrDefault(kind, Tally.NONE), expected.get(kind)))
                .toList();
    }
}
