package io.holdfast.availability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands still until it is moved. */
public final class TestClock extends Clock {

    private final Map<Thread, Runnable> asked = new ConcurrentHashMap<>();
    private volatile Instant now;

    public TestClock(Instant now) {
        this.now = now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    /** Lets {@code then} run when {@code thread} asks for the time next, once. */
    public void whenAskedBy(Thread thread, Runnable then) {
        asked.put(thread, then);
    }

    @Override
    public Instant instant() {
        Runnable then = asked.remove(Thread.currentThread());
        if (then != null) {
            then.run();
        }
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Nothing here asks the clock for a zone");
    }
}
