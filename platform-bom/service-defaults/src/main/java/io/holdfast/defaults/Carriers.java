package io.holdfast.defaults;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The carriers: the platform threads that the JVM runs virtual threads on. By default there are as many as cores, and
 * a virtual thread that waits while a class is being loaded or initialised keeps its carrier. Such a one per core, with
 * the virtual thread that they wait for without a carrier, and the JVM stands still for good. The README tells how.
 *
 * <p>So there are few, since idle ones cost processor time looking for work, and a watch that gives the JVM more when no
 * virtual thread gets one.
 */
public final class Carriers {

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final String MOST_THREADS = "jdk.virtualThreadScheduler.maxPoolSize";
    /** Since JDK 24; by name, as the code is for 21. */
    private static final String SCHEDULER = "jdk.management.VirtualThreadSchedulerMXBean";

    private static final int FEW = Math.max(4, Runtime.getRuntime().availableProcessors());
    /** Without the watch: more than requests come at once in the moment after a start, when most classes are new. */
    private static final int MANY = 256;
    /** With it; more would not fit into a small container's memory either. */
    private static final int MOST = 1024;

    private static final Duration LOOK = Duration.ofMillis(200);
    /** So many looks after one another at carriers that are all taken and a queue that nothing leaves. */
    private static final int LOOKS_AT_A_STANDSTILL = 5;
    private static final Duration BETWEEN_THEM = Duration.ofMillis(100);
    private static final int TIMES = 4;
    private static final int CALM_LOOKS = 50;

    private static boolean provided;

    private Carriers() {}

    /**
     * Sees to it that no virtual thread waits for a carrier for ever, unless the JVM was told a number by {@code -D}. To
     * be called before the first virtual thread is made: afterwards the settings are fixed.
     */
    public static synchronized void provideEnough() {
        if (provided || System.getProperty(PARALLELISM) != null) {
            return;
        }
        provided = true;
        Watch watch = watch();
        System.setProperty(PARALLELISM, Integer.toString(watch == null ? MANY : FEW));
        if (watch != null) {
            if (System.getProperty(MOST_THREADS) == null) {
                System.setProperty(MOST_THREADS, Integer.toString(MOST));
            }
            Thread.ofPlatform().daemon().name("carriers").start(watch);
        }
    }

    private static @Nullable Watch watch() {
        try {
            return new Watch(Class.forName(SCHEDULER).asSubclass(PlatformManagedObject.class));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** On a platform thread, so that it runs when no virtual one does. */
    private static final class Watch implements Runnable {

        private static final Logger log = LoggerFactory.getLogger(Carriers.class);

        private final PlatformManagedObject scheduler;
        private final Method mounted;
        private final Method queued;
        private final Method setter;
        private int carriers = FEW;
        private int calm;

        Watch(Class<? extends PlatformManagedObject> type) throws NoSuchMethodException {
            scheduler = ManagementFactory.getPlatformMXBean(type);
            mounted = type.getMethod("getMountedVirtualThreadCount");
            queued = type.getMethod("getQueuedVirtualThreadCount");
            setter = type.getMethod("setParallelism", int.class);
        }

        @Override
        public void run() {
            try {
                while (true) {
                    Thread.sleep(LOOK);
                    look();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ReflectiveOperationException | RuntimeException e) {
                log.error("Nobody watches the carriers any more; virtual threads may stand still", e);
            }
        }

        private void look() throws InterruptedException, ReflectiveOperationException {
            var carried = new CountDownLatch(1);
            Thread.ofVirtual().name("is-anybody-carried").start(carried::countDown);
            boolean raised = false;
            while (!carried.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (carriers < MOST && standsStill(carried)) {
                    set(Math.min(TIMES * carriers, MOST));
                    // The scheduler makes its next carrier when there is something new to run.
                    Thread.ofVirtual().name("more-carriers").start(() -> { });
                    raised = true;
                }
            }
            calm = raised ? 0 : calm + 1;
            if (raised) {
                log.info("No virtual thread got on; up to {} carriers now", carriers);
            } else if (carriers > FEW && calm > CALM_LOOKS) {
                set(FEW);
            }
        }

        /** A machine that is only busy lets somebody on now and then. */
        private boolean standsStill(CountDownLatch carried) throws InterruptedException, ReflectiveOperationException {
            long before = number(queued);
            for (int look = 0; look < LOOKS_AT_A_STANDSTILL; look++) {
                if (carried.await(BETWEEN_THEM.toMillis(), TimeUnit.MILLISECONDS)) {
                    return false;
                }
                long now = number(queued);
                if (number(mounted) < carriers || now < before) {
                    return false;
                }
                before = now;
            }
            return true;
        }

        private long number(Method getter) throws ReflectiveOperationException {
            return ((Number) getter.invoke(scheduler)).longValue();
        }

        private void set(int number) throws ReflectiveOperationException {
            setter.invoke(scheduler, number);
            carriers = number;
        }
    }
}
