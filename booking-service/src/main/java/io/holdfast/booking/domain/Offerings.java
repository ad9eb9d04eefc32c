package io.holdfast.booking.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The catalogue of what can be booked. */
public interface Offerings {

    Optional<Offering> find(TenantId tenant, OfferingId id);

    /** Those that can be booked, by name. */
    List<Offering> active(TenantId tenant);

    /** Stores an offering, new or changed, with the event about it; an unchanged one is not written. */
    void put(Offering offering);

    /**
     * Stores a new offering; false when there is one with this id, which then stays as it is.
     *
     * @param cause the request that it comes from, null when that came without a key
     */
    boolean add(Offering offering, @Nullable CreatedBy cause);

    /** What the latest request with one of these {@code keyIds} created, at most three of them. */
    Optional<Created> createdBy(TenantId tenant, List<String> keyIds);

    /**
     * A request that is not done again.
     *
     * @param keyId       what its key stands for that day
     * @param requestHash of everything that was asked for
     */
    record CreatedBy(String keyId, String requestHash, Instant at) {}

    /** An offering as it is now, and the request that created it. */
    record Created(Offering offering, CreatedBy cause) {}
}
