package io.holdfast.booking.domain;

import java.util.List;
import java.util.Optional;

/** The catalogue of what can be booked. */
public interface Offerings {

    Optional<Offering> find(TenantId tenant, OfferingId id);

    /** Those that can be booked, by name. */
    List<Offering> active(TenantId tenant);

    /** Stores an offering, new or changed, with the event about it; an unchanged one is not written. */
    void put(Offering offering);

    /** Stores a new offering; false when there is one with this id, which then stays as it is. */
    boolean add(Offering offering);
}
