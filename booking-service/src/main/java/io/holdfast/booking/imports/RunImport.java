package io.holdfast.booking.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import io.holdfast.booking.application.Refused;
import io.holdfast.booking.application.RequestBooking;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.imports.ChunkReport;
import io.holdfast.booking.domain.imports.Import;
import io.holdfast.booking.domain.imports.ImportEvent;
import io.holdfast.booking.domain.imports.ImportId;
import io.holdfast.booking.domain.imports.ImportStep;
import io.holdfast.booking.domain.imports.Imports;
import io.holdfast.booking.domain.imports.ProfessionalRow;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.booking.domain.imports.RowStatus;
import io.holdfast.booking.domain.imports.RowViolation;
import io.holdfast.booking.domain.imports.Tally;
import io.holdfast.booking.web.ImportedBookings;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import org.springframework.stereotype.Component;

/**
 * Carries imports on, as stored work: a chunk of rows at a time, each of which may be done again after a crash. Bookings are asked
 * for through the usual saga, as an admin's by hand, a chunk at once; what became of them is looked for until all are answered.
 */
@Component
public class RunImport {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofDays(1);
    /** How many go on at a time here; what they know of their rows is kept in memory. */
    private static final int MOST_AT_ONCE = 2;
    private static final int MOST_FILES = 4;

    private final Imports imports;
    private final ImportRows rows;
    private final ReadRows reader;
    private final RequestBooking requestBooking;
    private final ImportedBookings importedBookings;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final Map<String, ImportedFile> files = Collections.synchronizedMap(new LinkedHashMap<String, ImportedFile>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ImportedFile> eldest) {
            return size() > MOST_FILES;
        }
    });

    RunImport(
            Imports imports,
            ImportRows rows,
            ReadRows reader,
            RequestBooking requestBooking,
            ImportedBookings importedBookings,
            Clock clock) {
        this.imports = imports;
        this.rows = rows;
        this.reader = reader;
        this.requestBooking = requestBooking;
        this.importedBookings = importedBookings;
        this.clock = clock;
    }

    /** Does what can be done of it now. Where too many go on, the next look finds it again. */
    public void perform(String id) {
        if (!places.tryAcquire()) {
            return;
        }
        try {
            boolean goesOn = true;
            while (goesOn && !Thread.currentThread().isInterrupted()) {
                goesOn = imports.find(new ImportId(id)).filter(this::goOn).isPresent();
            }
        } finally {
            places.release();
        }
    }

    /** @return whether there may be more to do at once */
    private boolean goOn(Import job) {
        Instant now = clock.instant();
        ImportStep step = job.progress().step();
        if (job.isOver() || step == null) {
            files.remove(job.id().value());
            rows.delete(job.content().id());
            decide(job, Import::forget);
            return false;
        }
        if (job.isUnanswered(now)) {
            return decide(job, it -> it.fail("Nobody has answered what is to become of the professionals.", now));
        }
        if (job.progress().submitted() != null) {
            return false;
        }
        if (!now.isBefore(job.requestedAt().plus(LONGEST))) {
            return decide(job, it -> it.fail("It has taken longer than a day.", now));
        }
        ImportedFile file = fileOf(job, step);
        return switch (step.kind()) {
            case OFFERINGS, CONTACTS -> own(job, step, file);
            case PROFESSIONALS -> professionals(job, step, file);
            case BOOKINGS -> step.writes() ? book(job, step, file) : own(job, step, file);
        };
    }

    private boolean decide(Import job, Function<Import, Decision<Import, ImportEvent>> decision) {
        return imports.decide(job.id(), decision).filter(Decided::changed).isPresent();
    }

    /** Whoever reads a chunk knows what the rows before it say. */
    private ImportedFile fileOf(Import job, ImportStep step) {
        ImportedFile known = files.get(job.id().value());
        if (known != null && known.next().equals(step)) {
            return known;
        }
        var file = new ImportedFile(step);
        for (RowKind kind : RowKind.values()) {
            int before = kind.ordinal() < step.kind().ordinal() ? job.content().chunksOf(kind) : 0;
            int chunks = kind == step.kind() ? step.chunk() : before;
            for (int chunk = 0; chunk < chunks; chunk++) {
                rows.chunk(job.content(), kind, chunk).forEach(row -> reader.read(job, kind, row, step.writes(), file));
            }
        }
        file.goTo(step);
        files.put(job.id().value(), file);
        return file;
    }

    private List<Reading> read(Import job, ImportStep step, ImportedFile file) {
        return rows.chunk(job.content(), step.kind(), step.chunk()).stream()
                .map(row -> reader.read(job, step.kind(), row, step.writes(), file))
                .toList();
    }

    /** What this service says and writes by itself. */
    private boolean own(Import job, ImportStep step, ImportedFile file) {
        List<Reading> readings = read(job, step, file);
        ChunkReport report = step.writes() ? planned(job, step, readings) : reportOf(readings);
        if (step.writes()) {
            for (Reading reading : readings) {
                if (reading instanceof Reading.Writable writable && writable.status() != RowStatus.UNCHANGED) {
                    writable.write().run();
                }
            }
        }
        return finish(job, step, file, report);
    }

    private boolean finish(Import job, ImportStep step, ImportedFile file, ChunkReport report) {
        Optional<Decided<Import, ImportEvent>> decided =
                imports.decide(job.id(), it -> it.finish(step, report, clock.instant()));
        ImportStep next = decided.map(done -> done.after().progress().step()).orElse(null);
        if (next != null && next.writes() == step.writes() && decided.filter(Decided::changed).isPresent()) {
            file.goTo(next);
        } else {
            files.remove(job.id().value());
        }
        return decided.isPresent();
    }

    /** What the chunk comes to is stored before it is written: written again after a crash, it would look as if it had been there. */
    private ChunkReport planned(Import job, ImportStep step, List<Reading> readings) {
        ChunkReport known = job.progress().planned();
        if (known != null) {
            return known;
        }
        ChunkReport report = reportOf(readings);
        decide(job, it -> it.plan(step, report));
        return report;
    }

    private static ChunkReport reportOf(List<Reading> readings) {
        ChunkReport report = ChunkReport.EMPTY;
        for (Reading reading : readings) {
            report = switch (reading) {
                case Reading.Refused refused -> report.refused(refused.violations());
                case Reading.LeftOut leftOut -> report.plus(RowStatus.LEFT_OUT);
                case Reading.Writable writable -> report.plus(writable.status());
                case Reading.Bookable booking -> report.plus(booking.status());
                case Reading.OthersToSay others -> report;
                case Reading.TooEarly early -> report;
            };
        }
        return report;
    }

    private boolean professionals(Import job, ImportStep step, ImportedFile file) {
        List<Reading> readings = read(job, step, file);
        var asked = new ArrayList<ProfessionalRow>();
        ChunkReport here = ChunkReport.EMPTY;
        for (Reading reading : readings) {
            if (reading instanceof Reading.OthersToSay others && !isUnwanted(job, step, others.row().line())) {
                asked.add(others.row());
            } else if (reading instanceof Reading.Refused refused && !step.writes()) {
                here = here.refused(refused.violations());
            } else {
                // Told when it was checked.
                here = here.plus(RowStatus.REFUSED);
            }
        }
        ChunkReport known = here;
        // Its answers lead to the next chunk, which this file is not at yet.
        files.remove(job.id().value());
        return asked.isEmpty()
                ? decide(job, it -> it.finish(step, known, clock.instant()))
                : decide(job, it -> it.submit(step, asked, known, clock.instant()));
    }

    private static boolean isUnwanted(Import job, ImportStep step, int line) {
        return step.writes() && job.progress().unwanted().contains(line);
    }

    private boolean book(Import job, ImportStep step, ImportedFile file) {
        List<Row> chunk = rows.chunk(job.content(), step.kind(), step.chunk());
        List<Reading> readings = chunk.stream().map(row -> reader.read(job, step.kind(), row, true, file)).toList();
        if (readings.stream().anyMatch(Reading.TooEarly.class::isInstance)) {
            return lookAgain(job);
        }
        ChunkReport report = planned(job, step, readings);
        boolean settled = true;
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i) instanceof Reading.Bookable bookable) {
                Booked booked = book(job, bookable);
                settled &= booked.settled();
                Optional<String> why = booked.why();
                if (why.isPresent()) {
                    report = insteadRefused(report, new RowViolation(step.kind(), chunk.get(i).line(), "start", why.get()));
                }
            }
        }
        return settled ? finish(job, step, file, report) : lookAgain(job);
    }

    /** @param why it was turned down; empty unless it was */
    private record Booked(boolean settled, Optional<String> why) {}

    private Booked book(Import job, Reading.Bookable bookable) {
        Booking there = bookable.there();
        try {
            Booking booking = there == null
                    ? requestBooking.takeOver(bookable.id(), bookable.draft(), !job.options().notifies())
                    : there;
            return new Booked(ImportedBookings.isSettled(booking), importedBookings.whyRejected(booking));
        } catch (Refused refused) {
            return new Booked(true, Optional.of(refused.inWords()));
        }
    }

    private static ChunkReport insteadRefused(ChunkReport report, RowViolation why) {
        Tally tally = report.tally();
        var violations = new ArrayList<>(report.violations());
        violations.add(why);
        return new ChunkReport(
                new Tally(
                        tally.rows(), Math.max(0, tally.created() - 1), tally.updated(), tally.unchanged(), tally.refused() + 1,
                        tally.leftOut()),
                violations);
    }

    private boolean lookAgain(Import job) {
        decide(job, it -> it.waitUntil(clock.instant().plus(LOOK_AGAIN)));
        return false;
    }
}
