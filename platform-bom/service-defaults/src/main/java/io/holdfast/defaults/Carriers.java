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
    /** A virtual thread that finds no carrier for so long will find none. A busy machine may look the same; it costs nothing. */
    private static final Duration STANDSTILL = Duration.ofMillis(200);
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
        Class<? extends PlatformManagedObject> scheduler = schedulerType();
        System.setProperty(PARALLELISM, Integer.toString(scheduler == null ? MANY : FEW));
        if (scheduler != null) {
            if (System.getProperty(MOST_THREADS) == null) {
                System.setProperty(MOST_THREADS, Integer.toString(MOST));
            }
            Thread.ofPlatform().daemon().name("carriers").start(new Watch(scheduler));
        }
    }

    private static @Nullable Class<? extends PlatformManagedObject> schedulerType() {
        try {
            return Class.forName(SCHEDULER).asSubclass(PlatformManagedObject.class);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** On a platform thread, so that it runs when no virtual one does. */
    private static final class Watch implements Runnable {

        private static final Logger log = LoggerFactory.getLogger(Carriers.class);

        private final Class<? extends PlatformManagedObject> type;
        private int carriers = FEW;
        private int calm;

        Watch(Class<? extends PlatformManagedObject> type) {
            this.type = type;
        }

        @Override
        public void run() {
            try {
                PlatformManagedObject scheduler = ManagementFactory.getPlatformMXBean(type);
                Method setter = type.getMethod("setParallelism", int.class);
                while (true) {
                    Thread.sleep(LOOK);
                    look(scheduler, setter);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ReflectiveOperationException | RuntimeException e) {
                log.error("Nobody watches the carriers any more; virtual threads may stand still", e);
            }
        }

        private void look(PlatformManagedObject scheduler, Method setter)
                throws InterruptedException, ReflectiveOperationException {
            var carried = new CountDownLatch(1);
            Thread.ofVirtual().name("is-anybody-carried").start(carried::countDown);
            boolean raised = false;
            while (!carried.await(STANDSTILL.toMillis(), TimeUnit.MILLISECONDS) && carriers < MOST) {
                set(scheduler, setter, Math.min(2 * carriers, MOST));
                // The scheduler makes its next carrier when there is something new to run.
                Thread.ofVirtual().name("more-carriers").start(() -> { });
                raised = true;
            }
            calm = raised ? 0 : calm + 1;
            if (raised) {
                log.info("No virtual thread got on for {} ms or more; up to {} carriers now", STANDSTILL.toMillis(), carriers);
            } else if (carriers > FEW && calm > CALM_LOOKS) {
                set(scheduler, setter, FEW);
            }
            carried.await();
        }

        private void set(PlatformManagedObject scheduler, Method setter, int number) throws ReflectiveOperationException {
            setter.invoke(scheduler, number);
            carriers = number;
        }
    }
}
