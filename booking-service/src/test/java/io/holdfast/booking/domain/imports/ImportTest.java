package io.holdfast.booking.domain.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.messaging.aggregates.Decision;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ImportTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final ChunkReport ONE_NEW = ChunkReport.EMPTY.plus(RowStatus.CREATED);
    private static final ProfessionalRow ROW = new ProfessionalRow(
            2, "dr-new", null, null, null, null, null, null, null, null, null, null, null, null);

    @Test
    void everyChunkIsCheckedBeforeTheFirstIsWritten() {
        Import job = requested(false, false, Map.of(RowKind.OFFERINGS, 2, RowKind.BOOKINGS, 1));
        List<ImportStep> steps = List.of(
                step(false, RowKind.OFFERINGS, 0), step(false, RowKind.OFFERINGS, 1), step(false, RowKind.BOOKINGS, 0),
                step(true, RowKind.OFFERINGS, 0), step(true, RowKind.OFFERINGS, 1), step(true, RowKind.BOOKINGS, 0));

        for (ImportStep step : steps) {
            assertThat(job.progress().step()).isEqualTo(step);
            assertThat(job.progress().status()).isEqualTo(step.writes() ? ImportStatus.IMPORTING : ImportStatus.CHECKING);
            job = changed(job.finish(step, ONE_NEW, NOW));
        }

        assertThat(job.progress().status()).isEqualTo(ImportStatus.DONE);
        assertThat(job.progress().expected().get(RowKind.OFFERINGS)).isEqualTo(new Tally(2, 2, 0, 0, 0, 0));
        assertThat(job.progress().tallies().get(RowKind.OFFERINGS)).isEqualTo(new Tally(2, 2, 0, 0, 0, 0));
        // The rows are to go.
        assertThat(job.progress().dueAt()).isEqualTo(NOW);
        assertThat(changed(job.forget()).progress().dueAt()).isNull();
    }

    @Test
    void aDryRunEndsWhereTheOtherBegins() {
        Import job = requested(true, false, Map.of(RowKind.OFFERINGS, 1));

        Import over = changed(job.finish(step(false, RowKind.OFFERINGS, 0), refused(2), NOW));

        assertThat(over.progress().status()).isEqualTo(ImportStatus.DONE);
        assertThat(over.progress().violations()).hasSize(1);
    }

    @Test
    void whereSomethingIsRefusedNothingIsWrittenUnlessThatIsToBeLeftOut() {
        ImportStep checked = step(false, RowKind.OFFERINGS, 0);

        Import strict = changed(requested(false, false, Map.of(RowKind.OFFERINGS, 1)).finish(checked, refused(2), NOW));
        Import lenient = changed(requested(false, true, Map.of(RowKind.OFFERINGS, 1)).finish(checked, refused(2), NOW));

        assertThat(strict.progress().status()).isEqualTo(ImportStatus.REFUSED);
        assertThat(lenient.progress().status()).isEqualTo(ImportStatus.IMPORTING);
        // They are found again when it is written, and told once.
        assertThat(lenient.progress().violations()).isEmpty();
    }

    @Test
    void ofTwoWhoDidTheSameChunkOneIsHeard() {
        Import job = requested(true, false, Map.of(RowKind.OFFERINGS, 2));
        ImportStep first = step(false, RowKind.OFFERINGS, 0);
        Import next = changed(job.finish(first, ONE_NEW, NOW));

        assertThat(next.finish(first, ONE_NEW, NOW)).isInstanceOf(Decision.Unchanged.class);
        assertThat(next.plan(first, ONE_NEW)).isInstanceOf(Decision.Unchanged.class);
        assertThat(next.submit(first, List.of(), ONE_NEW, NOW)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void whatAChunkWasMeantToComeToStaysUntilItIsWritten() {
        Import job = requested(false, false, Map.of(RowKind.OFFERINGS, 1));
        Import writing = changed(job.finish(step(false, RowKind.OFFERINGS, 0), ONE_NEW, NOW));
        ImportStep write = step(true, RowKind.OFFERINGS, 0);

        Import planned = changed(writing.plan(write, ONE_NEW));

        // After a crash it is read again, and looks as if it had been there.
        assertThat(planned.plan(write, ChunkReport.EMPTY.plus(RowStatus.UNCHANGED))).isInstanceOf(Decision.Unchanged.class);
        assertThat(planned.progress().planned()).isEqualTo(ONE_NEW);
    }

    @Test
    void professionalsGoOnOnceBothWhoOwnThemHaveAnswered() {
        ImportStep step = step(false, RowKind.PROFESSIONALS, 0);
        Import job = requested(true, false, Map.of(RowKind.PROFESSIONALS, 1));
        Decision<Import, ImportEvent> submitted = job.submit(step, List.of(ROW), ChunkReport.EMPTY, NOW);
        assertThat(submitted.events()).containsExactly(new ImportEvent.ProfessionalsSubmitted(step, List.of(ROW)));

        Import half = changed(submitted.aggregate().schedulesAnswered(step, answers(RowStatus.UPDATED), NOW));
        assertThat(half.progress().step()).isEqualTo(step);
        assertThat(half.schedulesAnswered(step, answers(RowStatus.REFUSED), NOW)).isInstanceOf(Decision.Unchanged.class);
        assertThat(half.profilesAnswered(step(true, RowKind.PROFESSIONALS, 0), answers(RowStatus.CREATED), NOW))
                .isInstanceOf(Decision.Unchanged.class);
        Import both = changed(half.profilesAnswered(step, answers(RowStatus.CREATED), NOW));

        assertThat(both.progress().status()).isEqualTo(ImportStatus.DONE);
        assertThat(both.progress().tallies().get(RowKind.PROFESSIONALS)).isEqualTo(new Tally(1, 1, 0, 0, 0, 0));
    }

    @Test
    void whomOneOfThemRefusesIsRefusedAndNotSubmittedAgain() {
        ImportStep step = step(false, RowKind.PROFESSIONALS, 0);
        Import job = changed(requested(false, true, Map.of(RowKind.PROFESSIONALS, 1))
                .submit(step, List.of(ROW), ChunkReport.EMPTY, NOW));
        var why = new RowViolation(RowKind.PROFESSIONALS, 2, "hours", "must be after the start");

        Import checked = changed(changed(job.profilesAnswered(step, answers(RowStatus.CREATED), NOW))
                .schedulesAnswered(step, List.of(new RowAnswer(2, RowStatus.REFUSED, List.of(why))), NOW));

        assertThat(checked.progress().expected().get(RowKind.PROFESSIONALS)).isEqualTo(new Tally(1, 0, 0, 0, 1, 0));
        assertThat(checked.progress().unwanted()).containsExactly(2);
        assertThat(checked.progress().violations()).containsExactly(why);
    }

    @Test
    void whoIsNotAnsweredForAnHourGivesUpAndTakesNoLateAnswer() {
        ImportStep step = step(false, RowKind.PROFESSIONALS, 0);
        Import asked = changed(requested(true, false, Map.of(RowKind.PROFESSIONALS, 1))
                .submit(step, List.of(ROW), ChunkReport.EMPTY, NOW));
        Instant later = NOW.plus(Duration.ofHours(1));

        assertThat(asked.isUnanswered(later.minusMillis(1))).isFalse();
        assertThat(asked.isUnanswered(later)).isTrue();
        Import failed = changed(asked.fail("Nobody has answered.", later));

        assertThat(failed.progress().status()).isEqualTo(ImportStatus.FAILED);
        assertThat(failed.profilesAnswered(step, answers(RowStatus.CREATED), later)).isInstanceOf(Decision.Unchanged.class);
        assertThat(failed.fail("Once more.", later)).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void onlyTheFirstThousandViolationsAreKeptAndAllAreCounted() {
        Import job = requested(true, false, Map.of(RowKind.CONTACTS, 20));
        for (int chunk = 0; chunk < 20; chunk++) {
            ChunkReport report = IntStream.range(0, 100)
                    .mapToObj(row -> List.of(new RowViolation(RowKind.CONTACTS, row, "email", "is needed")))
                    .reduce(ChunkReport.EMPTY, ChunkReport::refused, ChunkReport::plus);
            job = changed(job.finish(step(false, RowKind.CONTACTS, chunk), report, NOW));
        }

        assertThat(job.progress().violations()).hasSize(Import.MOST_VIOLATIONS);
        assertThat(job.progress().tallies().get(RowKind.CONTACTS).refused()).isEqualTo(2_000);
    }

    private static Import requested(boolean dryRun, boolean skipRefused, Map<RowKind, Integer> chunks) {
        return changed(Import.request(
                new ImportId("i-1"), new TenantId("demo"),
                new ImportOptions("csv", ImportFormat.CSV, dryRun, skipRefused, false, "admin"),
                new ImportContent("c-1", "hash", chunks), NOW));
    }

    private static ImportStep step(boolean writes, RowKind kind, int chunk) {
        return new ImportStep(writes, kind, chunk);
    }

    private static ChunkReport refused(int line) {
        return ChunkReport.EMPTY.refused(List.of(new RowViolation(RowKind.OFFERINGS, line, "name", "is needed")));
    }

    private static List<RowAnswer> answers(RowStatus status) {
        return List.of(new RowAnswer(2, status, List.of()));
    }

    private static Import changed(Decision<Import, ImportEvent> decision) {
        assertThat(decision).isInstanceOf(Decision.Changed.class);
        return decision.aggregate();
    }
}
