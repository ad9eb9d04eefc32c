package io.holdfast.embedded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts a server as a child and returns once it has said that it is ready. */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int REMEMBERED_LINES = 20;

    private ServerProcess() {
    }

    /**
     * @throws IllegalStateException if the server ends or stays silent for 30 s; its last lines are in the message
     */
    static ChildProcess start(ChildProcess.Builder builder, String readyMark) {
        CountDownLatch ready = new CountDownLatch(1);
        Deque<String> lastLines = new ArrayDeque<>();
        ChildProcess child = builder.onLine(line -> {
            if (line.contains(readyMark)) {
                ready.countDown();
            }
            synchronized (lastLines) {
                lastLines.addLast(line);
                if (lastLines.size() > REMEMBERED_LINES) {
                    lastLines.removeFirst();
                }
            }
        }).start();
        try {
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (!ready.await(20, TimeUnit.MILLISECONDS)) {
                if (!child.isAlive() || System.nanoTime() > giveUp) {
                    child.killHard();
                    synchronized (lastLines) {
                        throw new IllegalStateException(child + " did not start:\n" + String.join("\n", lastLines));
                    }
                }
            }
            return child;
        } catch (InterruptedException e) {
            child.killHard();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting " + child, e);
        }
    }
}
