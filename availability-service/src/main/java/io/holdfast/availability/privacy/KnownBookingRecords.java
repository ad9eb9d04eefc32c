package io.holdfast.availability.privacy;

import java.util.List;

import io.holdfast.availability.domain.KnownBookings;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** The names in agendas, and whose bookings these are. */
@Component
class KnownBookingRecords implements PersonalRecords {

    private final KnownBookings bookings;

    KnownBookingRecords(KnownBookings bookings) {
        this.bookings = bookings;
    }

    @Override
    public String collection() {
        return "known_bookings";
    }

    @Override
    public List<Criteria> of(Person person) {
        List<String> ids = person.bookingIds().stream().map(id -> person.tenantId() + ":" + id).toList();
        return ids.isEmpty() ? List.of() : List.of(Criteria.where("_id").in(ids));
    }

    @Override
    public long erase(Person person) {
        var tenant = new TenantId(person.tenantId());
        return person.bookingIds().stream().filter(id -> bookings.erase(tenant, id)).count();
    }
}
