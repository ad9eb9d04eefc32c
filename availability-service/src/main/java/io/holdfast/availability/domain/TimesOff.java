package io.holdfast.availability.domain;

import java.time.Instant;
import java.util.Optional;

import io.holdfast.messaging.aggregates.Page;

/** The times off. */
public interface TimesOff {

    Optional<TimeOff> find(TenantId tenant, ProfessionalId professional, String id);

    /** By the id under which it is stored. */
    Optional<TimeOff> find(String storedId);

    /** One page of what is placed and ends after {@code since}, the earliest first. */
    Page<TimeOff> placed(TenantId tenant, ProfessionalId professional, Instant since, int page, int limit);

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
