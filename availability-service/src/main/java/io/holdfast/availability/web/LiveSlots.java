package io.holdfast.availability.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.holdfast.defaults.signals.Signals;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams of server-sent events that show an answer again whenever it changes. Whoever looks at the same thing shares
 * one look: it is read when a signal says so, on whatever instance the change was made, and twice a second without any,
 * so that what changes by time alone is seen too, and Redis may be gone.
 */
@Component
class LiveSlots implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveSlots.class);

    private static final String EVENT = "slots";
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    // Browsers reconnect after this long.
    private static final long RECONNECT_MILLIS = 2_000;

    private final Signals signals;
    private final Map<Object, Feed> feeds = new ConcurrentHashMap<>();
    private volatile boolean running;

    LiveSlots(Signals signals) {
        this.signals = signals;
    }

    /**
     * Opens a stream.
     *
     * @param what   what is looked at; streams of the same share their looks
     * @param signal the name under which changes of it are signalled
     * @param look   reads the answer from the store; its first failure is the request's own, a {@link Problem} later on
     *     ends the stream
     */
    SseEmitter open(Object what, String signal, Supplier<Object> look) {
        if (!running) {
            throw Problem.unavailable("This instance is stopping. Please connect again.", AFTER_FAILURE);
        }
        Object first = look.get();
        var emitter = new SseEmitter(0L);
        Feed feed = join(what, signal, look, first);
        var viewer = new Viewer(feed, emitter);
        emitter.onCompletion(viewer::leave);
        emitter.onTimeout(viewer::leave);
        emitter.onError(failure -> viewer.leave());
        Thread.ofVirtual().name("live-slots-viewer").start(viewer::show);
        return emitter;
    }

    /** Whether anybody on this instance looks at something of that name just now. */
    boolean watches(String name) {
        return feeds.keySet().stream().anyMatch(what -> what.toString().contains(name));
    }

    private Feed join(Object what, String signal, Supplier<Object> look, Object first) {
        return feeds.compute(what, (key, known) -> {
            Feed feed = known == null ? new Feed(key, signal, look, first) : known;
            feed.viewers++;
            if (known == null) {
                feed.thread = Thread.ofVirtual().name("live-slots-feed").start(feed::follow);
            }
            return feed;
        });
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends every stream; browsers connect to another instance. */
    @Override
    public void stop() {
        running = false;
        feeds.values().forEach(Feed::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, which would wait for open streams to end. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    /** One thing that is looked at, for all who look at it on this instance. */
    private final class Feed {

        private final Object what;
        private final String signal;
        private final Supplier<Object> look;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private Object latest;
        private long number = 1;
        private boolean ended;
        // Guarded by the map.
        private int viewers;
        private @Nullable Thread thread;

        Feed(Object what, String signal, Supplier<Object> look, Object first) {
            this.what = what;
            this.signal = signal;
            this.look = look;
            this.latest = first;
        }

        void follow() {
            while (!isEnded()) {
                try {
                    signals.await(signal, LOOK, this::lookForChange).ifPresent(this::publish);
                } catch (Problem gone) {
                    log.debug("{} is not there any more: {}", what, gone.getMessage());
                    end();
                } catch (RuntimeException e) {
                    log.warn("{} cannot be read just now and is tried again: {}", what, e.toString());
                    pause();
                }
            }
        }

        private Optional<Object> lookForChange() {
            if (isEnded()) {
                return Optional.empty();
            }
            Object now = look.get();
            lock.lock();
            try {
                return now.equals(latest) ? Optional.empty() : Optional.of(now);
            } finally {
                lock.unlock();
            }
        }

        private void publish(Object now) {
            lock.lock();
            try {
                latest = now;
                number++;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                ended = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            Thread follower = thread;
            if (follower != null && follower != Thread.currentThread()) {
                follower.interrupt();
            }
            feeds.remove(what, this);
        }

        private boolean isEnded() {
            lock.lock();
            try {
                return ended;
            } finally {
                lock.unlock();
            }
        }

        private void pause() {
            try {
                TimeUnit.NANOSECONDS.sleep(AFTER_FAILURE.toNanos());
            } catch (InterruptedException e) {
                // Only the end of the feed interrupts it.
                end();
            }
        }

        /** What is there after {@code seen}; null when nothing new came within a heartbeat, and when it has ended. */
        @Nullable Numbered after(long seen) throws InterruptedException {
            long left = HEARTBEAT.toNanos();
            lock.lock();
            try {
                while (number <= seen && !ended && left > 0) {
                    left = changed.awaitNanos(left);
                }
                return number > seen && !ended ? new Numbered(number, latest) : null;
            } finally {
                lock.unlock();
            }
        }

        void leave() {
            boolean[] last = new boolean[1];
            feeds.computeIfPresent(what, (key, feed) -> {
                if (feed != this) {
                    return feed;
                }
                viewers--;
                last[0] = viewers == 0;
                return last[0] ? null : feed;
            });
            if (last[0]) {
                end();
            }
        }
    }

    private record Numbered(long number, Object answer) {}

    /** One connection. Each has a thread of its own, so that a slow reader keeps nobody waiting. */
    private static final class Viewer {

        private final Feed feed;
        private final SseEmitter emitter;
        private volatile boolean gone;

        Viewer(Feed feed, SseEmitter emitter) {
            this.feed = feed;
            this.emitter = emitter;
        }

        void show() {
            long seen = 0;
            try {
                while (!gone && !feed.isEnded()) {
                    Numbered next = feed.after(seen);
                    if (next != null) {
                        emitter.send(SseEmitter.event()
                                .name(EVENT)
                                .reconnectTime(RECONNECT_MILLIS)
                                .data(next.answer(), MediaType.APPLICATION_JSON));
                        seen = next.number();
                    } else if (!feed.isEnded()) {
                        emitter.send(SseEmitter.event().comment("still here"));
                    }
                }
                emitter.complete();
            } catch (IOException | IllegalStateException e) {
                // The reader went away, which is how most streams end.
                log.debug("A reader of {} is gone: {}", feed.what, e.toString());
                emitter.complete();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                leave();
            }
        }

        synchronized void leave() {
            if (!gone) {
                gone = true;
                feed.leave();
            }
        }
    }
}
