package io.holdfast.messaging;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service's {@link Gathering}s and the loop that does what they have gathered. What is not done when it stops comes again. */
public final class Gatherings extends LoopBean {

    private final List<Gathering<?>> all = new CopyOnWriteArrayList<>();

    /** @param interval for how long is gathered */
    public Gatherings(Duration interval) {
        super("gathered", interval);
    }

    /** @param action see there what it must be able to do */
    public <T> Gathering<T> of(Gathering.Action<T> action) {
        var gathering = new Gathering<>(action);
        all.add(gathering);
        return gathering;
    }

    /** Does all that is gathered now. */
    public void flush() {
        for (Gathering<?> gathering : all) {
            try {
                gathering.flush();
            } catch (Throwable e) {
                // The others are done all the same.
                failed(e);
            }
        }
    }

    @Override
    protected void goRound() {
        flush();
    }

    /** Starts before messages come and stops after they do. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4_096;
    }
}
