package io.holdfast.availability.persistence;

import java.time.Instant;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@code _id} is {@code tenant:bookingId:revision}. */
@NoPersonalData(why = "an id")
@Document("slot_tombstones")
@DataRetention(
        since = "endedAt",
        period = "P3D",
        why = "whatever is more than a day old is refused for its age; the other two days are for clocks that differ")
record TombstoneDocument(@Id String id, Instant endedAt) {

    static String idOf(TenantId tenant, BookingRevision booking) {
        return tenant.value() + ":" + booking.bookingId() + ":" + booking.revision();
    }
}
