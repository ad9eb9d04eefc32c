package io.holdfast.testsupport.scenario;

import org.junit.jupiter.api.Test;

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
}
