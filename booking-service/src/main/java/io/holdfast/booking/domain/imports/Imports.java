package io.holdfast.booking.domain.imports;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;

/** All imports. State and the events it caused are always stored together. */
public interface Imports {

    Optional<Import> find(ImportId id);

    Optional<Import> find(TenantId tenant, ImportId id);

    /** Those of the tenant that are not over, a few. */
    List<Import> running(TenantId tenant);

    /** Stores a new one; false when one with this id is there already, which then stays as it is. */
    boolean add(Decision<Import, ImportEvent> requested);

    /** Lets a stored one decide and stores what it decided. Empty when there is none. */
    Optional<Decided<Import, ImportEvent>> decide(ImportId id, Function<Import, Decision<Import, ImportEvent>> decision);

    /** The latest first. */
    Page<Import> list(TenantId tenant, int page, int limit);
}
