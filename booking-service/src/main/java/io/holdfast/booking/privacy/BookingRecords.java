package io.holdfast.booking.privacy;

import java.util.List;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import io.holdfast.messaging.aggregates.Decided;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** A person's bookings: each decides itself what of it is the person's. */
@Component
class BookingRecords implements PersonalRecords {

    private final Bookings bookings;

    BookingRecords(Bookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public String collection() {
        return "bookings";
    }

    @Override
    public List<Criteria> of(Person person) {
        return person.bookingIds().isEmpty()
                ? List.of()
                : List.of(Criteria.where("_id").in(person.bookingIds()).and("tenantId").is(person.tenantId()));
    }

    @Override
    public long erase(Person person) {
        var tenant = new TenantId(person.tenantId());
        return person.bookingIds().stream()
                .flatMap(id -> bookings.decide(tenant, new BookingId(id), Booking::erase).stream())
                .filter(Decided::changed)
                .count();
    }
}
