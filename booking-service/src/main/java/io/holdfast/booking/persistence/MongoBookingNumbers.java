package io.holdfast.booking.persistence;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.BookingNumber;
import io.holdfast.booking.domain.booking.BookingNumbers;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * One counter per tenant, prefix and year, from which numbers are taken in blocks. A number whose booking was not stored after
 * all is a gap.
 */
@Component
class MongoBookingNumbers implements BookingNumbers {

    private static final int LARGEST_BLOCK = 32;
    /** After it what is left of a block is given up, so that of two instances none gives much lower numbers than the other. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final int MOST_COUNTERS = 1_000;

    private final MongoOperations mongo;
    private final BookingSettings settings;
    private final Map<String, Block> blocks = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Block> eldest) {
            return size() > MOST_COUNTERS;
        }
    });

    MongoBookingNumbers(MongoOperations mongo, BookingSettings settings) {
        this.mongo = mongo;
        this.settings = settings;
    }

    @Override
    public BookingNumber next(TenantId tenant, int year) {
        String prefix = settings.numberPrefixOf(tenant.value());
        String id = tenant + ":" + prefix + ":" + year;
        return BookingNumber.of(prefix, year, blocks.computeIfAbsent(id, Block::new).next());
    }

    /** Numbers that this instance has taken and not given yet. Nobody else gives them; those that come too late are gaps. */
    private final class Block {

        private final String counter;
        private final Lock lock = new ReentrantLock();
        private long next = 1;
        private long last;
        private int size;
        private long takenAt = System.nanoTime() - GOOD_FOR.toNanos();

        Block(String counter) {
            this.counter = counter;
        }

        long next() {
            lock.lock();
            try {
                boolean good = System.nanoTime() - takenAt < GOOD_FOR.toNanos();
                if (next > last || !good) {
                    // One by one while few are wanted, and more at once the more are wanted within a moment.
                    size = good ? Math.min(LARGEST_BLOCK, size * 2) : 1;
                    last = take(counter, size);
                    next = last - size + 1;
                    takenAt = System.nanoTime();
                }
                return next++;
            } finally {
                lock.unlock();
            }
        }
    }

    private long take(String id, int size) {
        Counter counter = increment(id, size);
        if (counter == null) {
            // Increments that create their document get lost on some servers, so it is created first.
            create(id);
            counter = increment(id, size);
        }
        if (counter == null) {
            throw new IllegalStateException("The counter " + id + " was created and is gone");
        }
        return counter.last();
    }

    private @Nullable Counter increment(String id, int by) {
        return mongo.findAndModify(
                Query.query(Criteria.where("_id").is(id)),
                new Update().inc("last", (long) by),
                FindAndModifyOptions.options().returnNew(true),
                Counter.class);
    }

    private void create(String id) {
        try {
            mongo.insert(new Counter(id, 0));
        } catch (DuplicateKeyException e) {
            // Another request was faster, and one counter is what both want.
            return;
        }
    }

    /** The number given last. */
    @Permanent(why = "one per tenant, prefix and year")
    @NoPersonalData(why = "a counter")
    @Document("booking-numbers")
    record Counter(@Id String id, long last) {}
}
