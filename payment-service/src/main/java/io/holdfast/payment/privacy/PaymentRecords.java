package io.holdfast.payment.privacy;

import java.util.List;

import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.TenantId;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** Whose payments these are, and what admins wrote about refunds; the money stays. */
@Component
class PaymentRecords implements PersonalRecords {

    private final Payments payments;

    PaymentRecords(Payments payments) {
        this.payments = payments;
    }

    @Override
    public String collection() {
        return "payments";
    }

    @Override
    public List<Criteria> of(Person person) {
        return person.bookingIds().isEmpty()
                ? List.of()
                : List.of(Criteria.where("bookingId").in(person.bookingIds()).and("tenantId").is(person.tenantId()));
    }

    @Override
    public long erase(Person person) {
        var tenant = new TenantId(person.tenantId());
        return person.bookingIds().stream()
                .flatMap(booking -> payments.ofBooking(tenant, booking).stream())
                .flatMap(payment -> payments.decide(payment.id(), Payment::erase).stream())
                .filter(Decided::changed)
                .count();
    }
}
