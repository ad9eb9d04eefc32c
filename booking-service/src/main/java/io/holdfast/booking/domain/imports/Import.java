package io.holdfast.booking.domain.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.imports.ImportEvent.ProfessionalsSubmitted;
import io.holdfast.booking.domain.imports.ImportProgress.Submitted;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The import aggregate: a job that first checks every chunk of rows and then, unless it is a dry run or something was refused,
 * writes each. Whoever does a chunk says so; of two who did the same one is heard. A chunk's report is stored before it is
 * written, so that what a crash left half written is counted as it was meant when it is written again.
 */
public record Import(
        ImportId id, TenantId tenant, ImportOptions options, ImportContent content, ImportProgress progress, Instant requestedAt) {

    public static final int MOST_VIOLATIONS = 1_000;
    /** Professionals of one import; each is asked about. */
    public static final int MOST_PROFESSIONALS = 1_000;

    static final String DONE_ALREADY = "somebody else has done it";

    private static final Duration LONGEST_SILENCE = Duration.ofHours(1);

    public static Decision<Import, ImportEvent> request(
            ImportId id, TenantId tenant, ImportOptions options, ImportContent content, Instant now) {
        ImportStep first = firstStep(content, false).orElse(null);
        var progress = new ImportProgress(
                ImportStatus.CHECKING, first, Map.of(), Map.of(), null, null, List.of(), List.of(), now, null, null);
        var requested = new Import(id, tenant, options, content, progress, now);
        return Decision.changed(first == null ? requested.endOfPass(progress, now) : requested);
    }

    public boolean isOver() {
        return progress.status().isOver();
    }

    /** A chunk that is about to be written comes to this. */
    public Decision<Import, ImportEvent> plan(ImportStep step, ChunkReport report) {
        if (!step.equals(progress.step()) || progress.planned() != null) {
            return Decision.unchanged(this, DONE_ALREADY);
        }
        return Decision.changed(with(new ImportProgress(
                progress.status(), step, progress.expected(), progress.tallies(), report, null, progress.violations(),
                progress.unwanted(), progress.dueAt(), null, null)));
    }

    /**
     * A chunk's professionals are to be looked at by who owns what is said of them.
     *
     * @param here what is known of its other rows
     */
    public Decision<Import, ImportEvent> submit(
            ImportStep step, List<ProfessionalRow> professionals, ChunkReport here, Instant now) {
        if (!step.equals(progress.step()) || progress.submitted() != null) {
            return Decision.unchanged(this, DONE_ALREADY);
        }
        return Decision.changed(
                with(new ImportProgress(
                        progress.status(), step, progress.expected(), progress.tallies(), null, new Submitted(here, null, null),
                        progress.violations(), progress.unwanted(), now.plus(LONGEST_SILENCE), null, null)),
                new ProfessionalsSubmitted(step, professionals));
    }

    /** Who owns the profiles has answered. */
    public Decision<Import, ImportEvent> profilesAnswered(ImportStep step, List<RowAnswer> answers, Instant now) {
        Submitted asked = progress.submitted();
        return asked == null || asked.profiles() != null
                ? Decision.unchanged(this, DONE_ALREADY)
                : answered(step, new Submitted(asked.here(), answers, asked.schedules()), now);
    }

    /** Who owns the schedules has answered. */
    public Decision<Import, ImportEvent> schedulesAnswered(ImportStep step, List<RowAnswer> answers, Instant now) {
        Submitted asked = progress.submitted();
        return asked == null || asked.schedules() != null
                ? Decision.unchanged(this, DONE_ALREADY)
                : answered(step, new Submitted(asked.here(), asked.profiles(), answers), now);
    }

    private Decision<Import, ImportEvent> answered(ImportStep step, Submitted said, Instant now) {
        if (!step.equals(progress.step()) || isOver()) {
            return Decision.unchanged(this, "it is about another chunk, or too late");
        }
        List<RowAnswer> profiles = said.profiles();
        List<RowAnswer> schedules = said.schedules();
        if (profiles == null || schedules == null) {
            return Decision.changed(with(new ImportProgress(
                    progress.status(), step, progress.expected(), progress.tallies(), null, said, progress.violations(),
                    progress.unwanted(), progress.dueAt(), null, null)));
        }
        return finish(step, said.here().plus(ChunkReport.merged(profiles, schedules)), now);
    }

    /** A chunk is checked, or written, and came to this. */
    public Decision<Import, ImportEvent> finish(ImportStep step, ChunkReport report, Instant now) {
        if (!step.equals(progress.step()) || isOver()) {
            return Decision.unchanged(this, DONE_ALREADY);
        }
        var tallies = new EnumMap<RowKind, Tally>(RowKind.class);
        tallies.putAll(progress.tallies());
        tallies.merge(step.kind(), report.tally(), Tally::plus);
        List<RowViolation> violations = Stream.concat(progress.violations().stream(), report.violations().stream())
                .limit(MOST_VIOLATIONS)
                .toList();
        var unwanted = new TreeSet<>(progress.unwanted());
        if (step.kind() == RowKind.PROFESSIONALS) {
            unwanted.addAll(report.refusedLines());
        }
        ImportStep next = nextStep(step).orElse(null);
        var done = new ImportProgress(
                progress.status(), next, progress.expected(), tallies, null, null, violations, List.copyOf(unwanted), now, null,
                null);
        return Decision.changed(next == null ? endOfPass(done, now) : with(done));
    }

    private Import endOfPass(ImportProgress done, Instant now) {
        boolean goesOn = done.status() == ImportStatus.CHECKING && !options.dryRun();
        boolean refused = done.tallies().values().stream().anyMatch(tally -> tally.refused() > 0);
        if (!goesOn) {
            return over(done, ImportStatus.DONE, null, now);
        }
        if (refused && !options.skipRefused()) {
            return over(done, ImportStatus.REFUSED, null, now);
        }
        ImportStep first = firstStep(content, true).orElse(null);
        var begun = new ImportProgress(
                ImportStatus.IMPORTING, first, done.tallies(), Map.of(), null, null,
                // What of the others is refused is found again, and told once.
                done.violations().stream().filter(violation -> violation.kind() == RowKind.PROFESSIONALS).toList(),
                done.unwanted(), now, null, null);
        return first == null ? over(begun, ImportStatus.DONE, null, now) : with(begun);
    }

    /** It cannot go on. */
    public Decision<Import, ImportEvent> fail(String sentence, Instant now) {
        return isOver()
                ? Decision.unchanged(this, DONE_ALREADY)
                : Decision.changed(over(progress, ImportStatus.FAILED, sentence, now));
    }

    /** Nobody has answered for too long. */
    public boolean isUnanswered(Instant now) {
        Instant answerBy = progress.dueAt();
        return progress.submitted() != null && answerBy != null && !now.isBefore(answerBy);
    }

    /** There is nothing to do before {@code at}. */
    public Decision<Import, ImportEvent> waitUntil(Instant at) {
        return isOver()
                ? Decision.unchanged(this, DONE_ALREADY)
                : Decision.changed(with(new ImportProgress(
                        progress.status(), progress.step(), progress.expected(), progress.tallies(), progress.planned(),
                        progress.submitted(), progress.violations(), progress.unwanted(), at, null, null)));
    }

    /** The rows are gone, which it needs no more. */
    public Decision<Import, ImportEvent> forget() {
        return progress.dueAt() == null || !isOver()
                ? Decision.unchanged(this, DONE_ALREADY)
                : Decision.changed(with(new ImportProgress(
                        progress.status(), null, progress.expected(), progress.tallies(), null, null, progress.violations(),
                        progress.unwanted(), null, progress.finishedAt(), progress.failure())));
    }

    /** Over, but for the rows: they name people, and go at once. */
    private Import over(ImportProgress last, ImportStatus status, @Nullable String failure, Instant now) {
        return with(new ImportProgress(
                status, null, last.expected(), last.tallies(), null, null, last.violations(), last.unwanted(), now, now, failure));
    }

    private Import with(ImportProgress next) {
        return new Import(id, tenant, options, content, next, requestedAt);
    }

    private Optional<ImportStep> nextStep(ImportStep step) {
        int next = step.chunk() + 1;
        return next < content.chunksOf(step.kind())
                ? Optional.of(new ImportStep(step.writes(), step.kind(), next))
                : firstStep(content, step.writes(), step.kind().ordinal() + 1);
    }

    private static Optional<ImportStep> firstStep(ImportContent content, boolean writes) {
        return firstStep(content, writes, 0);
    }

    private static Optional<ImportStep> firstStep(ImportContent content, boolean writes, int fromKind) {
        return Stream.of(RowKind.values())
                .filter(kind -> kind.ordinal() >= fromKind && content.chunksOf(kind) > 0)
                .findFirst()
                .map(kind -> new ImportStep(writes, kind, 0));
    }
}
