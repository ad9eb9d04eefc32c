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
import io.opentelemetry.context.Scope;
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
public final class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Subscriptions subscriptions;
    private final RetryPolicy retries;
    private final DeadLetters deadLetters;

    public Dispatcher(Subscriptions subscriptions, RetryPolicy retries, DeadLetters deadLetters) {
        this.subscriptions = subscriptions;
        this.retries = retries;
        this.deadLetters = deadLetters;
    }

    /**
     * Returns once the message's effect is stored, the message was parked, or nobody here wants it.
     *
     * @throws RetryLater when it must be delivered again
     */
    public void dispatch(RawEvent raw) {
        Subscription<?> subscription;
        try {
            String type = raw.required(CloudEvents.TYPE);
            subscription = subscriptions.find(type);
            if (subscription == null) {
                if (subscriptions.readsAnotherVersionOf(type)) {
                    throw new PoisonMessage("The version of " + type + " is unknown here.", null);
                }
                return;
            }
        } catch (PoisonMessage e) {
            park(raw, e);
            return;
        }
        dispatch(raw, subscription);
    }

    private <T> void dispatch(RawEvent raw, Subscription<T> subscription) {
        Duration waited = Duration.ZERO;
        for (int failures = 1; ; failures++) {
            try {
                ReceivedEvent<T> event = CloudEvents.read(raw, subscription.body());
                MessageContext context = CloudEvents.contextOf(raw);
                try (Scope ignored = Traces.resumed(context.traceparent()).makeCurrent()) {
                    context.call(() -> {
                        subscription.handler().handle(event);
                        return true;
                    });
                }
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RetryLater("The consumer is stopping.", e);
            } catch (PoisonMessage e) {
                park(raw, e);
                return;
            } catch (OutOfMemoryError e) {
                // Not about this message, whoever happens to meet it. Services run with -XX:+ExitOnOutOfMemoryError.
                throw e;
            } catch (Throwable e) {
                // Any other Error is about this message or its handler, as an exception is.
                boolean passes = mayPass(e);
                if (!passes && failures >= retries.attempts()) {
                    park(raw, e instanceof Exception exception ? exception : new ExecutionException(e));
                    return;
                }
                if (passes && waited.compareTo(retries.patience()) >= 0) {
                    throw new RetryLater(raw.origin() + " failed for " + waited + " and is delivered again", e);
                }
                Duration pause = retries.pauseAfter(failures);
                log.debug("{} of {} failed, next try in {}", raw.origin(), subscriptions.group(), pause, e);
                pause(pause);
                waited = waited.plus(pause);
            }
        }
    }

    private void park(RawEvent raw, Exception cause) {
        log.error("{} is parked by {}: {}", raw.origin(), subscriptions.group(), cause.toString());
        if (cause instanceof PoisonMessage) {
            log.debug("Parked for", cause);
        } else {
            // Nobody foresaw it, so somebody has to find out where it comes from.
            log.error("Parked for", cause);
        }
        deadLetters.park(raw, subscriptions.group(), cause);
    }

    private static boolean mayPass(Throwable failure) {
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
