package io.holdfast.booking.domain.imports;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param step       what is next; null when it is over
 * @param expected   what the check came to, once that is done
 * @param tallies    what became of the rows so far, in the pass that goes on
 * @param planned    what the chunk that is being written comes to; null between two
 * @param submitted  what the other services are asked; null while they are asked nothing
 * @param violations of both passes, the first {@value Import#MOST_VIOLATIONS}
 * @param unwanted   lines of professionals that were refused, and are not submitted again
 * @param dueAt      when there is something to do for it; null when nothing is left
 * @param failure    a sentence; null unless it has failed
 */
public record ImportProgress(
        ImportStatus status,
        @Nullable ImportStep step,
        Map<RowKind, Tally> expected,
        Map<RowKind, Tally> tallies,
        @Nullable ChunkReport planned,
        @Nullable Submitted submitted,
        List<RowViolation> violations,
        List<Integer> unwanted,
        @Nullable Instant dueAt,
        @Nullable Instant finishedAt,
        @Nullable String failure) {

    public ImportProgress {
        expected = Map.copyOf(expected);
        tallies = Map.copyOf(tallies);
        violations = List.copyOf(violations);
        unwanted = List.copyOf(unwanted);
    }

    /**
     * Professionals that the other services are asked about.
     *
     * @param here      what is known of the chunk already
     * @param profiles  what who owns profiles says; null while it has not answered
     * @param schedules likewise of schedules
     */
    public record Submitted(
            ChunkReport here, @Nullable List<RowAnswer> profiles, @Nullable List<RowAnswer> schedules) {}
}
