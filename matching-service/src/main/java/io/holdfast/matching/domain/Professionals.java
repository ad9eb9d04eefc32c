package io.holdfast.matching.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;

/** All professionals. What is decided and the events it causes are stored together or not at all. */
public interface Professionals {

    Optional<Professional> find(ProfessionalId id);

    /** Decides on a professional as they are stored now, again when somebody else was faster; empty when there is none. */
    Optional<Decided<Professional, ProfessionalEvent>> decide(
            ProfessionalId id, Function<Professional, Decision<Professional, ProfessionalEvent>> decision);

    /** The same, for one who may not be registered. */
    Decided<Professional, ProfessionalEvent> decideOrRegister(
            ProfessionalId id, Function<Optional<Professional>, Decision<Professional, ProfessionalEvent>> decision);

    /** Whom the latest request with one of these {@code keyIds} registered, at most three of them. */
    Optional<Professional> registeredBy(TenantId tenantId, List<String> keyIds);

    /** One page of a tenant's professionals, by name. */
    Page<Professional> search(TenantId tenantId, ProfessionalSearch search, int page, int limit);
}
