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
 * The platform's clock: real time plus an offset that only grows, and is not negative once the platform is ready. It is kept
 * in a file, so that time does not fall back when the platform starts again, and with it no timer fires twice or early.
 */
public final class PlatformClock extends Clock {

    private final Clock real = Clock.tickMillis(ZoneOffset.UTC);
    private final Path file;
    private volatile Duration offset;

    PlatformClock(Path file) {
        this.file = file;
        this.offset = read(file);
    }

    /** Before anything has happened, and only then: time begins that much before now. */
    synchronized void beginBefore(Duration now) {
        if (Files.exists(file)) {
            throw new IllegalStateException("Time has begun.");
        }
        Duration behind = now.negated();
        write(behind);
        offset = behind;
    }

    /** Moves time forward to that instant; nothing when it is later already. */
    synchronized void advanceTo(Instant then) {
        Duration step = Duration.between(instant(), then);
        if (step.isPositive()) {
            advance(step);
        }
    }

    /** Ends a beginning in the past, however far it came: from here on it is not behind real time. */
    synchronized void catchUp() {
        if (offset.isNegative()) {
            advance(offset.negated());
        }
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
