package io.holdfast.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The platform's clock: real time plus an offset that only grows. The offset is kept in a file, so that time does not
 * fall back when the platform starts again, and with it no timer fires twice or early.
 */
public final class PlatformClock extends Clock {

    private final Clock real = Clock.tickMillis(ZoneOffset.UTC);
    private final Path file;
    private volatile Duration offset;

    PlatformClock(Path file) {
        this.file = file;
        this.offset = read(file);
    }

    /** Moves time forward for everything that waits for it; kept before it takes effect. */
    public synchronized Instant advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("Time only moves forward.");
        }
        Duration moved = offset.plus(step);
        write(moved);
        offset = moved;
        return instant();
    }

    /** How far the platform is ahead of real time. */
    public Duration offset() {
        return offset;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? this : Clock.offset(Clock.tickMillis(zone), offset);
    }

    private static Duration read(Path file) {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
        } catch (IOException e) {
            throw Holdfast.unreadable(file, e);
        }
    }

    private void write(Duration moved) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.writeString(next, moved.toString());
            try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Holdfast.unreadable(file, e);
        }
    }
}
