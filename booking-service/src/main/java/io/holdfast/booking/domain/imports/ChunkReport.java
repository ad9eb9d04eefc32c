package io.holdfast.booking.domain.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a chunk's rows, or would.
 *
 * @param violations of those that are refused
 */
public record ChunkReport(Tally tally, List<RowViolation> violations) {

    public static final ChunkReport EMPTY = new ChunkReport(Tally.NONE, List.of());

    public ChunkReport {
        violations = List.copyOf(violations);
    }

    public ChunkReport plus(RowStatus status) {
        return new ChunkReport(tally.plus(status), violations);
    }

    public ChunkReport refused(Collection<RowViolation> why) {
        return new ChunkReport(tally.plus(RowStatus.REFUSED), Stream.concat(violations.stream(), why.stream()).toList());
    }

    /** What two services say of the same rows: one of them is enough to refuse a row. */
    static ChunkReport merged(List<RowAnswer> profiles, List<RowAnswer> schedules) {
        Map<Integer, RowAnswer> said = byLine(schedules);
        ChunkReport all = EMPTY;
        for (RowAnswer profile : profiles) {
            RowAnswer schedule = said.get(profile.line());
            var why = new ArrayList<>(profile.violations());
            if (schedule != null) {
                why.addAll(schedule.violations());
            }
            RowStatus status = merged(profile.status(), schedule == null ? RowStatus.UNCHANGED : schedule.status());
            all = status == RowStatus.REFUSED ? all.refused(why) : all.plus(status);
        }
        return all;
    }

    private static RowStatus merged(RowStatus profile, RowStatus schedule) {
        if (profile == RowStatus.REFUSED || schedule == RowStatus.REFUSED) {
            return RowStatus.REFUSED;
        }
        if (profile == RowStatus.CREATED) {
            return RowStatus.CREATED;
        }
        return profile == RowStatus.UNCHANGED && schedule == RowStatus.UNCHANGED ? RowStatus.UNCHANGED : RowStatus.UPDATED;
    }

    private static Map<Integer, RowAnswer> byLine(List<RowAnswer> answers) {
        return answers.stream()
                .collect(Collectors.toMap(RowAnswer::line, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    ChunkReport plus(ChunkReport other) {
        return new ChunkReport(
                tally.plus(other.tally), Stream.concat(violations.stream(), other.violations.stream()).toList());
    }

    List<Integer> refusedLines() {
        return List.copyOf(violations.stream()
                .map(RowViolation::line)
                .collect(Collectors.toCollection(TreeSet::new)));
    }
}
