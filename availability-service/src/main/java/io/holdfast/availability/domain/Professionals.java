package io.holdfast.availability.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;

/** The professionals, with their schedules. Those that are known here are never forgotten. */
public interface Professionals {

    Optional<Professional> find(TenantId tenant, ProfessionalId id);

    /** Those who work and provide the offering, the first {@code most} by id. */
    List<Professional> providing(TenantId tenant, OfferingId offering, int most);

    /** Decides on a professional as they are stored now, again when somebody else was faster; empty when unknown. */
    Optional<Decided<Professional, ScheduleChanged>> decide(
            TenantId tenant, ProfessionalId id, Function<Professional, Decision<Professional, ScheduleChanged>> decision);

    /** The same for one who may not be known yet. */
    Decided<Professional, ScheduleChanged> decideOrRegister(
            TenantId tenant,
            ProfessionalId id,
            Function<Optional<Professional>, Decision<Professional, ScheduleChanged>> decision);
}
