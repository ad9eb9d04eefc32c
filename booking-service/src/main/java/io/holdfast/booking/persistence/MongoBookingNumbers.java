package io.holdfast.booking.persistence;

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

/** One counter per tenant, prefix and year. A number whose booking was not stored after all is a gap. */
@Component
class MongoBookingNumbers implements BookingNumbers {

    private final MongoOperations mongo;
    private final BookingSettings settings;

    MongoBookingNumbers(MongoOperations mongo, BookingSettings settings) {
        this.mongo = mongo;
        this.settings = settings;
    }

    @Override
    public BookingNumber next(TenantId tenant, int year) {
        String prefix = settings.numberPrefixOf(tenant.value());
        String id = tenant + ":" + prefix + ":" + year;
        Counter counter = increment(id);
        if (counter == null) {
            // Increments that create their document get lost on some servers, so it is created first.
            create(id);
            counter = increment(id);
        }
        if (counter == null) {
            throw new IllegalStateException("The counter " + id + " was created and is gone");
        }
        return BookingNumber.of(prefix, year, counter.last());
    }

    private @Nullable Counter increment(String id) {
        return mongo.findAndModify(
                Query.query(Criteria.where("_id").is(id)),
                new Update().inc("last", 1L),
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
