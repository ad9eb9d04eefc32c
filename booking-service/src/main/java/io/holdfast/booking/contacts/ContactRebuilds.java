package io.holdfast.booking.contacts;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingSearch.Position;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.messaging.OptimisticRetry;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/**
 * Makes a tenant's contacts once more of all its bookings, the oldest first, in steps: what was read is remembered after
 * each, so that it goes on where an instance died. Contacts that are there stay, with their notes.
 */
@Component
public class ContactRebuilds {

    public static final String COLLECTION = "contact-rebuilds";

    private static final int STEP = 200;

    private final MongoOperations mongo;
    private final Bookings bookings;
    private final Contacts contacts;
    private final Clock clock;

    ContactRebuilds(MongoOperations mongo, Bookings bookings, Contacts contacts, Clock clock) {
        this.mongo = mongo;
        this.bookings = bookings;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** Stores that it is to be done from the beginning; one that is being done goes on. */
    RebuildDocument start(TenantId tenant) {
        return OptimisticRetry.decide(() -> {
            Optional<RebuildDocument> known = find(tenant);
            return known.filter(RebuildDocument::isRunning).orElseGet(() -> {
                Instant now = clock.instant();
                Long version = known.map(RebuildDocument::version).orElse(null);
                return mongo.save(new RebuildDocument(tenant.value(), version, now, null, null, 0, now, null));
            });
        });
    }

    /** The last one that was asked for. */
    Optional<RebuildDocument> find(TenantId tenant) {
        return Optional.ofNullable(mongo.findById(tenant.value(), RebuildDocument.class));
    }

    /** Does all that is left of it. */
    public void perform(String tenant) {
        var id = new TenantId(tenant);
        Optional<RebuildDocument> running = find(id).filter(RebuildDocument::isRunning);
        while (running.isPresent()) {
            running = step(id, running.get()).filter(RebuildDocument::isRunning);
        }
    }

    /** Another instance may do the same step; then one of them loses the race and does it all again later, in vain. */
    private Optional<RebuildDocument> step(TenantId tenant, RebuildDocument before) {
        Instant readAt = before.readAt();
        String readId = before.readId();
        var position = readAt == null || readId == null ? null : new Position(readAt, new BookingId(readId));
        List<Booking> next = bookings.requestedAfter(tenant, position, STEP);
        next.forEach(contacts::project);
        if (next.isEmpty()) {
            return Optional.of(mongo.save(before.finished(clock.instant())));
        }
        Booking last = next.getLast();
        return Optional.of(mongo.save(before.read(next.size(), last.terms().requestedAt(), last.id().value())));
    }
}
