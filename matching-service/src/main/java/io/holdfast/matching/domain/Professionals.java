package io.holdfast.matching.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** All professionals. A change and its events are stored together or not at all. */
public interface Professionals {

    Optional<Professional> find(ProfessionalId id);

    /**
     * Registers the professional, or replaces the profile of the one who is there; an equal profile changes nothing.
     *
     * @return whether the professional is new
     */
    boolean put(ProfessionalId id, Profile profile);

    /**
     * Presents the professional otherwise; an equal presentation changes nothing.
     *
     * @param presentation decided on who is stored, again when somebody else changed it meanwhile
     * @return how the professional is now, or empty when there is none
     */
    Optional<Professional> present(ProfessionalId id, Function<Professional, Profile.Presentation> presentation);

    /** Registers the professional unless the id is taken. */
    Registration register(ProfessionalId id, Profile profile, @Nullable RequestKey key);

    /** One page of a tenant's active professionals, by name. */
    Page active(String tenantId, @Nullable String offeringId, int page, int limit);

    /** @param total over all pages */
    record Page(List<Professional> items, long total) {}

    /** What came of a registration. */
    enum Registration {
        DONE,
        /** The same request came before; its result stands. */
        REPEATED,
        /** Another request had this key. */
        KEY_USED_OTHERWISE,
        /** Somebody has this id. */
        TAKEN
    }

    /**
     * Marks a repeatable request.
     *
     * @param id   derived from tenant, caller and {@code Idempotency-Key}
     * @param hash of the request's content
     */
    record RequestKey(String id, String hash) {}
}
