package io.holdfast.loadtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What others took of this machine's processors while something was measured: figures of a machine that was not alone are
 * worth less, and should say so. Linux only; elsewhere it is not known.
 */
public final class ForeignLoad {

    private static final Path STAT = Path.of("/proc/stat");
    /** Of the fields behind "cpu": user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final List<Integer> BUSY = List.of(0, 1, 2, 5, 6);
    private static final int STEAL = 7;
    private static final long MILLIS_A_TICK = 10;

    private final List<CpuTime> ours;
    private final long began = System.nanoTime();
    private final long @Nullable [] before = read();

    private ForeignLoad(List<CpuTime> ours) {
        this.ours = ours;
    }

    /** Counts from now on. */
    public static ForeignLoad beside(Stream<ProcessHandle> ours) {
        return new ForeignLoad(ours.filter(ProcessHandle::isAlive).map(process -> CpuTime.of(process.pid())).toList());
    }

    /** This process and all it has started. */
    public static ForeignLoad besideUs() {
        return beside(Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants()));
    }

    /** For example {@code foreign load: 3 % of 2 cores, 0 % stolen}. */
    public String line() {
        long[] now = read();
        long[] then = before;
        if (then == null || now == null) {
            return "foreign load: not known on this system";
        }
        double took = System.nanoTime() - began;
        int cores = Runtime.getRuntime().availableProcessors();
        long busy = 0;
        for (int field : BUSY) {
            busy += (now[field] - then[field]) * MILLIS_A_TICK * 1_000_000;
        }
        long known = ours.stream().filter(CpuTime::isAlive).map(CpuTime::taken).mapToLong(Duration::toNanos).sum();
        long stolen = (now[STEAL] - then[STEAL]) * MILLIS_A_TICK * 1_000_000;
        return String.format(Locale.ROOT, "foreign load: %.0f %% of %d cores, %.0f %% stolen from the machine",
                100 * Math.max(0, busy - known) / took / cores, cores, 100 * stolen / took / cores);
    }

    private static long @Nullable [] read() {
        try (Stream<String> lines = Files.exists(STAT) ? Files.lines(STAT) : Stream.empty()) {
            return lines.filter(line -> line.startsWith("cpu "))
                    .findFirst()
                    .map(line -> Arrays.stream(line.substring(4).strip().split("\\s+")).mapToLong(Long::parseLong).toArray())
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
