package io.holdfast.availability.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The times off. */
public interface TimesOff {

    Optional<TimeOff> find(TenantId tenant, ProfessionalId professional, String id);

    /**
     * Stores a new one.
     *
     * @return false when there is one of that id
     */
    boolean insert(TimeOff timeOff);

    /**
     * Replaces {@code before} by {@code after}.
     *
     * @return false when it is not {@code before} any more, and nothing happened
     */
    boolean replace(TimeOff before, TimeOff after);

    /** Forgets it. */
    void remove(TimeOff timeOff);

    /** Those that began before {@code cutoff} and were left half done, by a crash for instance. */
    List<TimeOff> unfinishedBefore(Instant cutoff, int limit);
}
