package io.holdfast.availability.domain;

import java.util.Optional;
import java.util.function.Function;

/** What is known here of professionals, with their schedules. */
public interface Professionals {

    Optional<Professional> find(TenantId tenant, ProfessionalId id);

    /**
     * Stores what {@code change} makes of what is known, if that is anything. Somebody new is announced with their
     * schedule.
     *
     * @param sequence of the event that says so; when something as new was stored, nothing happens
     */
    void learn(
            TenantId tenant,
            ProfessionalId id,
            long sequence,
            Function<Optional<Professional>, Optional<Professional>> change);

    /**
     * Stores what {@code change} makes of a known professional, together with the word that their schedule changed when
     * it did. {@code change} runs again when somebody else was faster.
     *
     * @return the professional as stored; empty when nobody of that id is known
     */
    Optional<Professional> change(TenantId tenant, ProfessionalId id, Function<Professional, Professional> change);
}
