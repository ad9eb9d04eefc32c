package io.holdfast.testsupport.scenario;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventuallyTest {

    @Test
    void whatAnotherThreadThrowsIsNotOurFailure() {
        Thread other = Thread.ofPlatform().name("somebody else's").unstarted(() -> {
            throw new IllegalStateException("This is meant to be seen in the output, and by nobody who waits");
        });

        Eventually.see("the other thread has ended", () -> {
            if (other.getState() == Thread.State.NEW) {
                other.start();
            }
            return other.getState();
        }, state -> state == Thread.State.TERMINATED);
    }

    @Test
    void whoWaitsLongLooksSeldom() {
        var looks = new AtomicInteger();
        long began = System.nanoTime();

        Eventually.see("two seconds have passed", () -> {
            looks.incrementAndGet();
            return Duration.ofNanos(System.nanoTime() - began);
        }, passed -> passed.toSeconds() >= 2);

        assertThat(looks).hasValueBetween(3, 14);
    }
}
