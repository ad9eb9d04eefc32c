package io.holdfast.booking.privacy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import org.bson.Document;
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
        return Stream.of(person.bookingIds(), person.recipientOf())
                .filter(ids -> !ids.isEmpty())
                .map(ids -> Criteria.where("_id").in(ids).and("tenantId").is(person.tenantId()))
                .toList();
    }

    /** Of somebody else's booking what it says of them, and what they come to. */
    @Override
    public Document readableBy(Person person, Document stored) {
        if (!person.recipientOf().contains(stored.getString("_id"))) {
            return stored;
        }
        Document terms = stored.get("terms", Document.class);
        return new Document("_id", stored.get("_id"))
                .append("number", terms.get("number"))
                .append("offering", terms.get("offering"))
                .append("recipient", terms.get("recipient"))
                .append("professionalId", stored.get("professionalId"))
                .append("status", stored.get("status"))
                .append("start", stored.get("start"))
                .append("end", stored.get("end"));
    }

    @Override
    public long erase(Person person) {
        var tenant = new TenantId(person.tenantId());
        return Stream.concat(
                        erase(tenant, person.bookingIds(), Booking::erase),
                        erase(tenant, person.recipientOf(), Booking::eraseRecipient))
                .filter(Decided::changed)
                .count();
    }

    private Stream<Decided<Booking, BookingEvent>> erase(
            TenantId tenant, List<String> ids, Function<Booking, Decision<Booking, BookingEvent>> erasure) {
        return ids.stream().flatMap(id -> bookings.decide(tenant, new BookingId(id), erasure).stream());
    }
}
