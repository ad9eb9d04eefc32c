package io.holdfast.availability.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The bookings as they are known here. */
public interface KnownBookings {

    Optional<KnownBooking> find(TenantId tenant, String id);

    /** Those of {@code ids} that are known, in no order and in one round trip to the store. */
    List<KnownBooking> find(TenantId tenant, List<String> ids);

    /**
     * Forgets whose it is.
     *
     * @return whether that was known
     */
    boolean erase(TenantId tenant, String id);

    /**
     * Stores soon what {@code change} makes of what is known, if that is anything.
     *
     * @param sequence of the event that says so; when something as new was stored, nothing happens
     */
    void project(
            TenantId tenant, String id, long sequence, Function<Optional<KnownBooking>, Optional<KnownBooking>> change);
}
