package io.holdfast.messaging;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The correlation and trace context of the current thread: the request or the event it is working for. What it writes
 * meanwhile carries this on.
 *
 * @param correlationId the request that began it all ({@code X-Request-Id})
 * @param causationId   the event being handled, null while a request is
 * @param traceparent   W3C trace context it came with, null when it came without
 */
public record MessageContext(String correlationId, @Nullable String causationId, @Nullable String traceparent) {

    private static final ThreadLocal<@Nullable MessageContext> CURRENT = new ThreadLocal<>();

    /** The context of the current thread, or null outside of any request and event. */
    public static @Nullable MessageContext current() {
        return CURRENT.get();
    }

    /** Runs {@code work} in this context and restores the one before. */
    public void run(Runnable work) {
        supply(() -> {
            work.run();
            return true;
        });
    }

    /** Like {@link #run}, with an answer. */
    public <T> T supply(Supplier<T> work) {
        MessageContext before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            restore(before);
        }
    }

    /** Like {@link #run}, for work that throws checked exceptions. */
    public <T> T call(Callable<T> work) throws Exception {
        MessageContext before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.call();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable MessageContext before) {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }
}
