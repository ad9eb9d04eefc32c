package io.holdfast.defaults;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import io.holdfast.defaults.sample.SampleService;
import io.holdfast.testsupport.infrastructure.ChildProcess;
import io.holdfast.testsupport.infrastructure.Jvm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The moment after a start, on one core: many requests at once need a class that is not initialised yet. */
class CarriersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
