package io.holdfast.testsupport.scenario;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the clocks of a test go on when what it waits for does not come. What has to wait for something else is looked at again a
 * little later by the clock; on a busy machine that may be decided after the test has moved its clock for the last time, and a
 * clock that stands still makes "a little later" never. So after half a minute of waiting they move as real time does, for a
 * minute at most: less than what any test is about.
 *
 * <p>Whose clocks: those that the thread has made that waits, since the class before it in that thread ended.
 */
public final class StandingClocks implements ConditionEvaluationListener<Object>, AfterAllCallback {

    private static final Logger log = LoggerFactory.getLogger(StandingClocks.class);

    private static final long PATIENCE_MILLIS = 30_000;
    private static final long MOST_MILLIS = 60_000;

    /** Awaitility looks in a thread of its own, which the thread that waits starts; a thread that starts later is none of it. */
    private static final InheritableThreadLocal<@Nullable Made> MADE = new InheritableThreadLocal<>() {
        @Override
        protected @Nullable Made childValue(@Nullable Made parents) {
            return parents != null && parents.by() == Thread.currentThread() ? parents : null;
        }
    };
    /** How far they have moved for the wait that this thread looks for. */
    private static final ThreadLocal<Long> GONE = ThreadLocal.withInitial(() -> 0L);

    /** The clocks that a thread has made. */
    private record Made(Thread by, Set<MovableClock> clocks) {}

    static void note(MovableClock clock) {
        Made made = MADE.get();
        if (made == null || made.by() != Thread.currentThread()) {
            made = new Made(Thread.currentThread(), ConcurrentHashMap.newKeySet());
            MADE.set(made);
        }
        made.clocks().add(clock);
    }

    @Override
    public void conditionEvaluated(EvaluatedCondition<Object> condition) {
        if (!condition.isSatisfied()) {
            goOn(condition.getElapsedTimeInMS(), condition.getAlias());
        }
    }

    static void goOn(long waitedMillis, @Nullable String what) {
        Made made = MADE.get();
        if (made == null) {
            return;
        }
        long due = Math.min(waitedMillis - PATIENCE_MILLIS, MOST_MILLIS);
        long step = due - GONE.get();
        if (step > 0 && !made.clocks().isEmpty()) {
            if (GONE.get() == 0) {
                log.warn("What is waited for does not come, so the clock goes on: {}", what);
            }
            made.clocks().forEach(clock -> clock.advance(Duration.ofMillis(step)));
            GONE.set(due);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // Of nested classes the outer one's clocks are still in use.
        if (context.getTestClass().filter(ended -> ended.getEnclosingClass() == null).isPresent()) {
            MADE.remove();
        }
    }
}
