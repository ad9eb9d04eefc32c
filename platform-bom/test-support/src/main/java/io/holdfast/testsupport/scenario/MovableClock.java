package io.holdfast.testsupport.scenario;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A clock that stands still until a test moves it, or waits too long ({@link StandingClocks}). It may be read and moved by any
 * thread, and what {@link #withZone} gives shows the same instant: whoever holds such a clock is moved along.
 */
public final class MovableClock extends Clock {

    private final Hands hands;
    private final ZoneId zone;

    /** Stands at {@code start}, in UTC. */
    public MovableClock(Instant start) {
        this(new Hands(start), ZoneOffset.UTC);
        StandingClocks.note(this);
    }

    private MovableClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    /** Moves by {@code step}; a negative one moves back, as the clock of another instance may lag. */
    public void advance(Duration step) {
        hands.advance(step);
    }

    /** Moves to {@code instant}, later or earlier. */
    public void set(Instant instant) {
        hands.set(instant);
    }

    /** Lets {@code then} run when {@code thread} asks for the time next, once: so a test gets in between two of its steps. */
    public void whenAskedBy(Thread thread, Runnable then) {
        hands.asked.put(thread, then);
    }

    @Override
    public Instant instant() {
        Runnable then = hands.asked.remove(Thread.currentThread());
        if (then != null) {
            then.run();
        }
        return hands.at();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MovableClock(hands, other);
    }

    /** What the views of one clock in several zones share. */
    private static final class Hands {

        private final Map<Thread, Runnable> asked = new ConcurrentHashMap<>();
        private Instant at;

        private Hands(Instant at) {
            this.at = at;
        }

        synchronized Instant at() {
            return at;
        }

        synchronized void set(Instant instant) {
            at = instant;
        }

        synchronized void advance(Duration step) {
            at = at.plus(step);
        }
    }
}
