package io.holdfast.defaults.streams;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.holdfast.defaults.access.TokenClaims;
import io.holdfast.defaults.signals.Signals;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Streams of server-sent events that show an answer again whenever it changes. Whoever looks at the same thing shares
 * one look: it is read when a signal says so, on whatever instance the change was made, and every now and then without
 * any, so that what changes by time alone is seen too; more often while signals do not come.
 *
 * <p>A stream ends with the token that opened it, and with the instance; how many there may be is bounded by
 * {@link StreamSettings}. A comment every 15 seconds shows whether its reader is still there.
 */
public final class LiveStreams implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    // Browsers reconnect after this long.
    private static final long RECONNECT_MILLIS = 2_000;

    private final Signals signals;
    private final StreamSettings settings;
    private final TokenClaims claims;
    private final StreamPlaces places;
    // One for each thing that somebody looks at: as many as there are streams at most.
    private final Map<Object, Feed> feeds = new ConcurrentHashMap<>();
    private volatile boolean running;

    LiveStreams(Signals signals, StreamSettings settings, TokenClaims claims) {
        this.signals = signals;
        this.settings = settings;
        this.claims = claims;
        this.places = new StreamPlaces(settings.perInstance());
    }

    /**
     * What is looked at.
     *
     * @param key    streams of the same share their looks
     * @param signal the name under which changes of it are signalled
     * @param look   reads it from the store; a {@link Problem} later on ends the stream
     */
    public record Watched<T>(Object key, String signal, Supplier<T> look) {}

    /**
     * How one stream shows it.
     *
     * @param event the name of its events
     * @param body  their JSON
     * @param maySee whether it may still be shown; where not, the stream ends
     * @param guest whose stream it is when no token says so; null for nobody in particular
     */
    public record View<T>(String event, Function<T, Object> body, Predicate<T> maySee, @Nullable String guest) {}

    /**
     * Opens a stream for the current request.
     *
     * @throws Problem where the first look finds nothing, and where the caller has too many streams
     */
    public <T> SseEmitter open(Watched<T> watched, View<T> view) {
        if (!running) {
            throw Problem.unavailable("This instance is stopping. Please connect again.", AFTER_FAILURE);
        }
        T first = watched.look().get();
        StreamCaller caller = StreamCaller.ofCurrentRequest(view.guest(), claims);
        var emitter = new SseEmitter(0L);
        if (caller.looksOnly()) {
            emitter.complete();
            return emitter;
        }
        places.take(caller.name(), caller.isAddress() ? settings.perAddress() : settings.perCaller());
        var viewer = new Viewer(join(watched, first), emitter, untyped(view), caller);
        emitter.onCompletion(viewer::leave);
        emitter.onTimeout(viewer::leave);
        emitter.onError(failure -> viewer.leave());
        Thread.ofVirtual().name("live-stream").start(viewer::show);
        return emitter;
    }

    /** Whether anybody on this instance looks at something of that name just now. */
    public boolean watches(String name) {
        return feeds.keySet().stream().anyMatch(what -> what.toString().contains(name));
    }

    /** How many streams this instance has open. */
    public int open() {
        return places.all();
    }

    @SuppressWarnings("unchecked")
    private static <T> View<Object> untyped(View<T> view) {
        // A stream's feed is found by what it watches, which is of one type.
        return (View<Object>) view;
    }

    private <T> Feed join(Watched<T> watched, T first) {
        return feeds.compute(watched.key(), (key, known) -> {
            Feed feed = known == null ? new Feed(key, watched.signal(), watched.look()::get, first) : known;
            feed.viewers++;
            if (known == null) {
                feed.thread = Thread.ofVirtual().name("live-stream-feed").start(feed::follow);
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
                    signals.watch(signal, settings.look(), this::lookForChange).ifPresent(this::publish);
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

        /** What is there after {@code seen}; null when nothing new came within {@code patience}, and when it has ended. */
        @Nullable Numbered after(long seen, Duration patience) throws InterruptedException {
            long left = patience.toNanos();
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
    private final class Viewer {

        private final Feed feed;
        private final SseEmitter emitter;
        private final View<Object> view;
        private final StreamCaller caller;
        private final long end;
        private volatile boolean gone;

        Viewer(Feed feed, SseEmitter emitter, View<Object> view, StreamCaller caller) {
            this.feed = feed;
            this.emitter = emitter;
            this.view = view;
            this.caller = caller;
            this.end = System.nanoTime() + caller.lasts().toNanos();
        }

        void show() {
            try {
                showUntilItEnds();
                if (!gone) {
                    emitter.complete();
                }
            } catch (IOException | IllegalStateException e) {
                // The reader went away, which is how most streams end. The container has been told and ends the request:
                // to complete it as well would be an error to Tomcat.
                log.debug("A reader of {} is gone: {}", feed.what, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.warn("A stream of {} ends: {}", feed.what, e.toString());
                emitter.complete();
            } finally {
                leave();
            }
        }

        private void showUntilItEnds() throws IOException, InterruptedException {
            long seen = 0;
            while (!gone && !feed.isEnded()) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (!left.isPositive()) {
                    return;
                }
                Numbered next = feed.after(seen, left.compareTo(HEARTBEAT) < 0 ? left : HEARTBEAT);
                if (next != null) {
                    if (!view.maySee().test(next.answer())) {
                        return;
                    }
                    emitter.send(SseEmitter.event()
                            .name(view.event())
                            .reconnectTime(RECONNECT_MILLIS)
                            .data(view.body().apply(next.answer()), MediaType.APPLICATION_JSON));
                    seen = next.number();
                } else if (!feed.isEnded() && end - System.nanoTime() > 0) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
            }
        }

        synchronized void leave() {
            if (!gone) {
                gone = true;
                places.giveBack(caller.name());
                feed.leave();
            }
        }
    }
}
