package io.holdfast.booking.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.holdfast.booking.application.BookingAccess;
import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.BookingState;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.signals.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A booking as it changes, as server-sent events. Each open stream is a virtual thread that waits for signals, and looks
 * by itself now and then. Streams end before the web server stops, which would wait for them otherwise.
 */
@RestController
@RequestMapping("/api/v1/bookings/{id}/stream")
class BookingStreamController extends RefusalsAsProblems implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BookingStreamController.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final long NO_TIMEOUT = 0;

    private final BookingAccess access;
    private final Bookings bookings;
    private final Signals signals;
    private final Map<SseEmitter, Thread> open = new ConcurrentHashMap<>();
    private volatile boolean running;

    BookingStreamController(BookingAccess access, Bookings bookings, Signals signals) {
        this.access = access;
        this.bookings = bookings;
        this.signals = signals;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = BookingsController.MANAGE_TOKEN, required = false) @Nullable String token) {
        var visitor = new Visitor(caller, token);
        Booking booking = access.open(visitor, new BookingId(id));
        var emitter = new SseEmitter(NO_TIMEOUT);
        Thread teller = Thread.ofVirtual().name("booking-stream").unstarted(() -> tell(emitter, visitor, booking));
        open.put(emitter, teller);
        emitter.onCompletion(teller::interrupt);
        teller.start();
        return emitter;
    }

    private void tell(SseEmitter emitter, Visitor visitor, Booking first) {
        try {
            Booking last = first;
            send(emitter, last);
            while (running && !Thread.currentThread().isInterrupted()) {
                Optional<Booking> changed = next(last);
                if (changed.isEmpty()) {
                    emitter.send(SseEmitter.event().comment("still here"));
                } else if (access.sees(visitor, changed.get())) {
                    last = changed.get();
                    send(emitter, last);
                } else {
                    // It has another professional now.
                    break;
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException e) {
            log.debug("Nobody listens to {} any more: {}", first.id(), e.toString());
        } catch (RuntimeException e) {
            log.warn("The stream of {} ends: {}", first.id(), e.toString());
            emitter.complete();
        } finally {
            open.remove(emitter);
        }
    }

    private Optional<Booking> next(Booking last) {
        BookingId id = last.id();
        TenantId tenant = last.terms().tenant();
        BookingState known = last.state();
        return signals.await(
                id.value(), HEARTBEAT, () -> bookings.find(tenant, id).filter(found -> !found.state().equals(known)));
    }

    private static void send(SseEmitter emitter, Booking booking) throws IOException {
        emitter.send(SseEmitter.event().name("booking").data(BookingJson.of(booking), MediaType.APPLICATION_JSON));
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach((emitter, teller) -> {
            emitter.complete();
            teller.interrupt();
        });
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
