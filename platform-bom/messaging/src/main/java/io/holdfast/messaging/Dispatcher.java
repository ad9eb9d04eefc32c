package io.holdfast.messaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.holdfast.messaging.Subscriptions.Subscription;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/**
 * The error handling of consumers: takes one message to its handler and decides about failures; both transports use it,
 * so both behave alike. What may pass is retried, what cannot be mended is parked at once, what nobody classified is
 * tried a few times and then parked.
 */
public final class Dispatcher implements KeyedExecutor.MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Subscriptions subscriptions;
    private final RetryPolicy retries;
    private final DeadLetters deadLetters;
    private final MessagingMetrics metrics;

    public Dispatcher(
            Subscriptions subscriptions, RetryPolicy retries, DeadLetters deadLetters, MessagingMetrics metrics) {
        this.subscriptions = subscriptions;
        this.retries = retries;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /** What the table has, and what cannot be told or read, to be parked. */
    @Override
    public boolean wants(@Nullable String type) {
        return type == null || subscriptions.find(type) != null || subscriptions.readsAnotherVersionOf(type);
    }

    /** As the table says of the message's type; not at all when that cannot be read. */
    @Override
    public Duration supersededWithin(RawEvent raw) {
        String type = raw.headers().get(CloudEvents.TYPE);
        Subscription<?> subscription = type == null ? null : subscriptions.find(type);
        return subscription == null ? Duration.ZERO : subscription.supersededWithin();
    }

    /** A newer message of the same producer does; what is sent once more after a crash is older than what it comes behind. */
    @Override
    public boolean supersedes(RawEvent handled, RawEvent before) {
        try {
            return handled.required(CloudEvents.SOURCE).equals(before.required(CloudEvents.SOURCE))
                    && sequence(handled) > sequence(before);
        } catch (PoisonMessage e) {
            // It is parked when its turn comes.
            log.debug("{} is superseded by nothing", before.origin(), e);
            return false;
        }
    }

    private static long sequence(RawEvent raw) {
        return CloudEvents.sequence(raw.required(CloudEvents.SEQUENCE));
    }

    /**
     * Returns once the message's effect is stored, the message was parked, or nobody here wants it.
     *
     * @throws RetryLater when it must be delivered again
     */
    @Override
    public boolean handle(RawEvent raw) {
        Subscription<?> subscription;
        try {
            String type = raw.required(CloudEvents.TYPE);
            subscription = subscriptions.find(type);
            if (subscription == null) {
                if (subscriptions.readsAnotherVersionOf(type)) {
                    throw new PoisonMessage("The version of " + type + " is unknown here.", null);
                }
                return false;
            }
        } catch (PoisonMessage e) {
            park(raw, e);
            return false;
        }
        return handle(raw, subscription);
    }

    private <T> boolean handle(RawEvent raw, Subscription<T> subscription) {
        MessageContext context;
        try {
            context = CloudEvents.contextOf(raw);
        } catch (PoisonMessage e) {
            park(raw, e);
            return false;
        }
        String type = raw.required(CloudEvents.TYPE);
        Span span = Traces.handling(raw, context, type, subscriptions.group());
        long began = System.nanoTime();
        var outcome = MessagingMetrics.Outcome.RETRIED;
        try (Scope ignored = Context.root().with(span).makeCurrent()) {
            boolean handled = handle(raw, subscription, context, span);
            outcome = handled ? MessagingMetrics.Outcome.HANDLED : MessagingMetrics.Outcome.PARKED;
            return handled;
        } finally {
            span.end();
            metrics.handled(type, subscriptions.group(), outcome, System.nanoTime() - began);
        }
    }

    private <T> boolean handle(RawEvent raw, Subscription<T> subscription, MessageContext context, Span span) {
        Duration waited = Duration.ZERO;
        for (int failures = 1; ; failures++) {
            try {
                ReceivedEvent<T> event = CloudEvents.read(raw, subscription.body());
                context.call(() -> {
                    subscription.handler().handle(event);
                    return true;
                });
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RetryLater("The consumer is stopping.", e);
            } catch (PoisonMessage e) {
                Traces.failed(span, e);
                park(raw, e);
                return false;
            } catch (OutOfMemoryError e) {
                // Not about this message, whoever happens to meet it. Services run with -XX:+ExitOnOutOfMemoryError.
                throw e;
            } catch (Throwable e) {
                // Any other Error is about this message or its handler, as an exception is.
                boolean passes = mayPass(e);
                if (!passes && failures >= retries.attempts()) {
                    Traces.failed(span, e);
                    park(raw, e instanceof Exception exception ? exception : new ExecutionException(e));
                    return false;
                }
                if (passes && waited.compareTo(retries.patience()) >= 0) {
                    Traces.failed(span, e);
                    throw new RetryLater(raw.origin() + " failed for " + waited + " and is delivered again", e);
                }
                Traces.retried(span, e);
                Duration pause = retries.pauseAfter(failures);
                log.debug("{} of {} failed, next try in {}", raw.origin(), subscriptions.group(), pause, e);
                pause(pause);
                waited = waited.plus(pause);
            }
        }
    }

    private void park(RawEvent raw, Exception cause) {
        if (subscriptions.isWatching() && cause instanceof PoisonMessage) {
            log.warn("{} passes {} by: {}", raw.origin(), subscriptions.group(), cause.toString());
            return;
        }
        log.error("{} is parked by {}: {}", raw.origin(), subscriptions.group(), cause.toString());
        if (cause instanceof PoisonMessage) {
            log.debug("Parked for", cause);
        } else {
            // Nobody foresaw it, so somebody has to find out where it comes from.
            log.error("Parked for", cause);
        }
        deadLetters.park(raw, subscriptions.group(), cause);
    }

    static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetryLater
                    || cause instanceof TransientDataAccessException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof MongoSocketException
                    || cause instanceof MongoTimeoutException
                    || cause instanceof MongoNotPrimaryException
                    || cause instanceof MongoNodeIsRecoveringException
                    || cause instanceof IOException
                    || cause instanceof UncheckedIOException) {
                return true;
            }
        }
        return false;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryLater("The consumer is stopping.", e);
        }
    }

    /** Where parked messages go. */
    @FunctionalInterface
    public interface DeadLetters {

        /** @throws RetryLater when it could not be parked; the message is then delivered again rather than lost */
        void park(RawEvent raw, String group, Exception cause);
    }
}
