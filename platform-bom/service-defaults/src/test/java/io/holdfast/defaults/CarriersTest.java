package io.holdfast.defaults;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import javax.management.ObjectName;

import io.holdfast.defaults.sample.SampleService;
import io.holdfast.embedded.ChildProcess;
import io.holdfast.embedded.Jvm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The moment after a start, on one core: many requests at once need a class that is not initialised yet. */
class CarriersTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aCrowdThatNeedsAColdClassDoesNotStopTheService() {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        try (ChildProcess service = ChildProcess.of(
                        "crowd", Jvm.command(List.of("-Xmx256m", "-XX:ActiveProcessorCount=1"), Crowd.class))
                .onLine(said::add)
                .start()) {
            assertThat(service.awaitEnd(PATIENCE))
                    .as("ended by itself; it said %s", said)
                    .isTrue();
        }
        assertThat(said).contains("everybody was served");
    }

    /** Each carrier that finds nothing to do costs processor time all the same. */
    @Test
    void aServiceWithMuchToDoHasFewCarriers() {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        try (ChildProcess service = ChildProcess.of(
                        "busy", Jvm.command(List.of("-Xmx256m", "-XX:ActiveProcessorCount=2"), Busy.class))
                .onLine(said::add)
                .start()) {
            assertThat(service.awaitEnd(PATIENCE))
                    .as("ended by itself; it said %s", said)
                    .isTrue();
        }
        assertThat(said).filteredOn(line -> line.startsWith("carriers: ")).singleElement()
                .satisfies(line -> assertThat(Integer.parseInt(line.substring("carriers: ".length())))
                        // Reading a file makes the JVM put another one in for the moment; so may a machine that is too busy.
                        .isBetween(1, 32));
    }

    /** A service's main, and then a thousand requests, each of which waits a little and works a little. */
    static final class Busy {

        private static final int REQUESTS = 1_000;

        public static void main(String[] arguments) throws Exception {
            HoldfastService.named(SampleService.class, "sample-service");
            List<Thread> requests = IntStream.range(0, REQUESTS)
                    .mapToObj(request -> Thread.ofVirtual().start(Busy::serve))
                    .toList();
            for (Thread request : requests) {
                request.join();
            }
            System.out.println("carriers: " + ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("jdk.management:type=VirtualThreadScheduler"), "PoolSize"));
        }

        private static void serve() {
            for (int step = 0; step < 20; step++) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                IntStream.range(0, 10_000).map(number -> number * number).sum();
            }
        }
    }

    /** What a service's main does first, and then the crowd. */
    static final class Crowd {

        private static final int REQUESTS = 200;
        private static final ReentrantLock JAR = new ReentrantLock();

        public static void main(String[] arguments) throws InterruptedException {
            HoldfastService.named(SampleService.class, "sample-service");
            JAR.lock();
            // The first in the queue has no carrier while it waits…
            Thread reader = Thread.ofVirtual().start(Crowd::readJar);
            awaitInQueue(reader);
            // …the next one keeps its carrier, since it waits while it initialises a class…
            Thread initialiser = Thread.ofVirtual().start(ColdClass::use);
            awaitInQueue(initialiser);
            // …and so does everybody who needs that class.
            List<Thread> others = IntStream.range(0, REQUESTS)
                    .mapToObj(request -> Thread.ofVirtual().start(ColdClass::use))
                    .toList();
            Thread.sleep(Duration.ofMillis(500));
            JAR.unlock();
            reader.join();
            initialiser.join();
            for (Thread other : others) {
                other.join();
            }
            System.out.println("everybody was served");
        }

        private static void awaitInQueue(Thread thread) throws InterruptedException {
            while (!JAR.hasQueuedThread(thread)) {
                Thread.sleep(1);
            }
        }

        private static void readJar() {
            JAR.lock();
            JAR.unlock();
        }

        static final class ColdClass {
            static {
                readJar();
            }

            static void use() {}
        }
    }
}
