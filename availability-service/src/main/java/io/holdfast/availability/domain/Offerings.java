package io.holdfast.availability.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The projected offerings. */
public interface Offerings {

    Optional<Offering> find(TenantId tenant, OfferingId id);

    /** Those of {@code ids} that are known, retired ones too, in no order and in one round trip to the store. */
    List<Offering> find(TenantId tenant, Set<OfferingId> ids);

    /**
     * Stores what {@code change} makes of what is known, if that is anything.
     *
     * @param sequence of the event that says so; when something as new was stored, nothing happens
     */
    void project(TenantId tenant, OfferingId id, long sequence, Function<Optional<Offering>, Optional<Offering>> change);
}
