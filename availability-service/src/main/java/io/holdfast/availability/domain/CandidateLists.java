package io.holdfast.availability.domain;

import java.util.Optional;

/** Who is asked for the bookings that take anyone. */
public interface CandidateLists {

    Optional<Candidates> find(TenantId tenant, BookingRevision booking);

    /** Stores them, unless somebody else was faster; answers those that count. */
    Candidates keep(Candidates candidates);
}
