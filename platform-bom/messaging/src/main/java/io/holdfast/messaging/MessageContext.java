package io.holdfast.messaging;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The correlation and trace context of the current thread: the request or the event it is working for. What it writes
 * meanwhile carries this on, and what it logs names it.
 *
 * @param correlationId the request that began it all ({@code X-Request-Id})
 * @param causationId   the event being handled, null while a request is
 * @param traceparent   W3C trace context it came with, null when it came without
 * @param tracestate    beside it, what the tracing systems on the way have to say; null for nothing
 * @param since         when the request came or the event happened; null where that is not known
 */
public record MessageContext(
        String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        @Nullable String tracestate,
        @Nullable Instant since) {

    /** The name of the correlation id in the log. */
    public static final String REQUEST_ID = "requestId";

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
        MessageContext before = enter();
        try {
            return work.get();
        } finally {
            restore(before);
        }
    }

    /** Like {@link #run}, for work that throws checked exceptions. */
    public <T> T call(Callable<T> work) throws Exception {
        MessageContext before = enter();
        try {
            return work.call();
        } finally {
            restore(before);
        }
    }

    private @Nullable MessageContext enter() {
        MessageContext before = CURRENT.get();
        CURRENT.set(this);
        MDC.put(REQUEST_ID, correlationId);
        return before;
    }

    private static void restore(@Nullable MessageContext before) {
        if (before == null) {
            CURRENT.remove();
            MDC.remove(REQUEST_ID);
        } else {
            CURRENT.set(before);
            MDC.put(REQUEST_ID, before.correlationId());
        }
    }
}
