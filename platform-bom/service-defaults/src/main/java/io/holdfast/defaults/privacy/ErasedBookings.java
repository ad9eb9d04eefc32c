package io.holdfast.defaults.privacy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Tombstones of bookings whose client was erased: a message about one that comes late, or is replayed, brings nobody back.
 * Whoever would store something of its client, or write to them, asks here first. Beside them those of the people themselves,
 * for what is about no booking yet: what was said of them before they were erased is of nobody any more, and what they say
 * afterwards is of somebody new.
 */
public final class ErasedBookings {

    private final MongoOperations mongo;

    ErasedBookings(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /** @param id the booking's, or {@link #personKey} */
    @Document("erased-bookings")
    @DataRetention(
            since = "erasedAt",
            period = "P40D",
            why = "topics repeat nothing after seven days, and nobody replays a dead letter after thirty")
    @NoPersonalData(why = "ids and hashes of which nobody can be told any more")
    record ErasedBookingDocument(@Id String id, String tenantId, Instant erasedAt) {}

    public boolean contains(String bookingId) {
        return mongo.exists(Query.query(Criteria.where("_id").is(bookingId)), ErasedBookingDocument.class);
    }

    /**
     * Whether somebody of these was erased after that was said.
     *
     * @param subjectsOrAddresses null for those that are not known
     */
    public boolean containsPerson(String tenantId, Instant said, @Nullable String... subjectsOrAddresses) {
        List<String> keys = Arrays.stream(subjectsOrAddresses)
                .flatMap(Stream::ofNullable)
                .map(key -> personKey(tenantId, key))
                .toList();
        return !keys.isEmpty()
                && mongo.exists(
                        Query.query(Criteria.where("_id").in(keys).and("erasedAt").gt(said)), ErasedBookingDocument.class);
    }

    /** By what somebody without a booking is found: of a tenant, the hash of their account or address. */
    public static String personKey(String tenantId, String subjectOrAddress) {
        return tenantId + ":" + Person.hashOf(subjectOrAddress);
    }

    void addAll(Person person, Instant now) {
        Stream.concat(person.bookingIds().stream(), person.personKeys().stream())
                .forEach(id -> mongo.save(new ErasedBookingDocument(id, person.tenantId(), now)));
    }
}
