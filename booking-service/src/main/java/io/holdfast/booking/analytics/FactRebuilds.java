package io.holdfast.booking.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingSearch;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.Bookings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Makes rows anew from the bookings, the newest first: when an admin asks for it, and at a start after rows have learned to
 * say something else, or where there are bookings that are older than rows. Rows of bookings that are forgotten stay.
 */
@Component
public class FactRebuilds {

    /** Where what is to be done is stored, by {@code dueAt}. */
    public static final String COLLECTION = "booking-fact-rebuilds";

    /** Grows when rows are to say something else. */
    static final int SCHEMA = 1;

    private static final Logger log = LoggerFactory.getLogger(FactRebuilds.class);
    /** Then the next look goes on, so that whoever stops this instance does not wait. */
    private static final Duration SLICE = Duration.ofSeconds(20);
    private static final int SAVED_EVERY = 500;

    private final MongoOperations mongo;
    private final Bookings bookings;
    private final BookingFacts facts;
    private final Clock clock;

    FactRebuilds(MongoOperations mongo, Bookings bookings, BookingFacts facts, Clock clock) {
        this.mongo = mongo;
        this.bookings = bookings;
        this.facts = facts;
        this.clock = clock;
    }

    /** @param by null for us */
    FactRebuild request(TenantId tenant, @Nullable String by) {
        Instant now = now();
        var wanted = new FactRebuild(tenant.value(), SCHEMA, now, by, null, 0, null, now);
        mongo.save(wanted);
        return wanted;
    }

    Optional<FactRebuild> find(TenantId tenant) {
        return Optional.ofNullable(mongo.findById(tenant.value(), FactRebuild.class));
    }

    /** Whose rows say less than this version's would. */
    @EventListener(ApplicationReadyEvent.class)
    void requestWhatIsOutdated() {
        Thread.ofVirtual().name("outdated-booking-facts").start(() -> {
            try {
                bookings.tenants().forEach(this::requestIfOutdated);
            } catch (RuntimeException e) {
                // Also of a store that is closed again.
                log.warn("Figures could not be looked after; the next start does: {}", e.toString());
            }
        });
    }

    private void requestIfOutdated(TenantId tenant) {
        FactRebuild last = find(tenant).orElse(null);
        if (last != null && last.schema() >= SCHEMA) {
            return;
        }
        Instant now = now();
        var wanted = new FactRebuild(tenant.value(), SCHEMA, now, null, null, 0, null, now);
        try {
            if (last == null) {
                mongo.insert(wanted);
            } else {
                mongo.save(wanted);
            }
            log.info("Figures of {} are made anew from its bookings", tenant);
        } catch (DuplicateKeyException e) {
            log.debug("Another instance has asked for the figures of {}", tenant, e);
        }
    }

    /** Does a part of it, or all that is left. */
    public void perform(String tenant) {
        FactRebuild wanted = mongo.findById(tenant, FactRebuild.class);
        if (wanted == null || wanted.dueAt() == null) {
            return;
        }
        var slice = new Slice(wanted);
        var all = new BookingSearch(new TenantId(tenant), new Whose.Everybodys(), null, null, null, now(), null);
        bookings.walk(all, wanted.until(), slice);
        if (slice.stopped) {
            slice.save(new Update());
        } else {
            slice.save(new Update().set("finishedAt", now()).unset("dueAt"));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private final class Slice implements Bookings.Visitor {

        private final FactRebuild wanted;
        private final long end = System.nanoTime() + SLICE.toNanos();
        private long done;
        private @Nullable Instant until;
        private boolean stopped;

        Slice(FactRebuild wanted) {
            this.wanted = wanted;
            this.done = wanted.done();
            this.until = wanted.until();
        }

        @Override
        public boolean visit(Booking booking, long sequence) {
            facts.rebuild(booking, sequence);
            until = booking.terms().requestedAt();
            done++;
            if (done % SAVED_EVERY == 0 && !save(new Update())) {
                stopped = true;
            }
            stopped = stopped || System.nanoTime() > end;
            return !stopped;
        }

        /** False when somebody has asked for it anew: then this one is over. */
        boolean save(Update update) {
            Query mine = Query.query(Criteria.where("_id").is(wanted.id()).and("requestedAt").is(wanted.requestedAt()));
            Update progress = update.set("done", done);
            if (until != null) {
                progress.set("until", until);
            }
            return mongo.updateFirst(mine, progress, FactRebuild.class).getMatchedCount() > 0;
        }
    }
}
