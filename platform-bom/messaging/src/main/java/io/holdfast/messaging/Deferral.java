package io.holdfast.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Effects of the message in hand that are stored a moment later, together with others'. The message is done once they are. */
final class Deferral {

    private static final ThreadLocal<@Nullable Deferral> CURRENT = new ThreadLocal<>();

    // The handling thread's own.
    private final List<CompletableFuture<?>> effects = new ArrayList<>();
    private volatile boolean cancelled;

    /** That of the message that this thread handles; null where everything is to be stored at once. */
    static @Nullable Deferral current() {
        return CURRENT.get();
    }

    static <T> T during(Deferral deferral, Supplier<T> work) {
        CURRENT.set(deferral);
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    void add(CompletableFuture<?> effect) {
        effects.add(effect);
    }

    boolean isEmpty() {
        return effects.isEmpty();
    }

    /** Somebody else handles the message from now on: what is not stored yet is theirs, and would come too late from here. */
    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** @param failed gets why one of them never will be */
    void whenStored(Runnable stored, Consumer<Throwable> failed) {
        CompletableFuture.allOf(effects.toArray(CompletableFuture<?>[]::new)).whenComplete((all, failure) -> {
            if (failure == null) {
                stored.run();
            } else {
                failed.accept(failure);
            }
        });
    }
}
