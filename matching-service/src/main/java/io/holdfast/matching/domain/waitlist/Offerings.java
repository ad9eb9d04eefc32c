package io.holdfast.matching.domain.waitlist;

import java.util.Optional;
import java.util.function.Function;

import io.holdfast.matching.domain.TenantId;

/** The projected offerings. */
public interface Offerings {

    /** Also one that is retired. */
    Optional<Offering> find(TenantId tenant, String id);

    /**
     * Stores what {@code change} makes of what is known, if that is anything.
     *
     * @param sequence of the event that says so; when something as new was stored, nothing happens
     */
    void project(TenantId tenant, String id, long sequence, Function<Optional<Offering>, Optional<Offering>> change);
}
