package io.holdfast.availability.domain;

import java.util.Optional;

/** The times off. */
public interface TimesOff {

    Optional<TimeOff> find(TenantId tenant, ProfessionalId professional, String id);

    /** By the id under which it is stored. */
    Optional<TimeOff> find(String storedId);

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
}
