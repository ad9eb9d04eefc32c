package io.holdfast.booking.domain.offering;

import java.util.List;
import java.util.Optional;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.TenantId;

/** The catalogue of what can be booked. */
public interface Offerings {

    Optional<Offering> find(TenantId tenant, OfferingId id);

    /** Those that can be booked, by name. */
    List<Offering> active(TenantId tenant);

    /** All of them, also those that cannot be booked any more, by name. */
    List<Offering> all(TenantId tenant);

    /** Stores an offering, new or changed, with the event about it; an unchanged one is not written. */
    void put(Offering offering);

    /** Stores a new offering; false when there is one with this id, which then stays as it is. */
    boolean add(Offering offering);

    /** What the latest request with one of these {@code keyIds} created, at most three of them. */
    Optional<Offering> createdBy(TenantId tenant, List<String> keyIds);
}
