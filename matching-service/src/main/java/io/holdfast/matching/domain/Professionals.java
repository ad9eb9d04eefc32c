package io.holdfast.matching.domain;

import java.time.Instant;
import java.time.ZoneId;
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
     * @param profile decided on who is stored, null for nobody; again when somebody else changed it meanwhile
     * @return whether the professional is new
     */
    boolean put(ProfessionalId id, Function<@Nullable Professional, Profile> profile);

    /**
     * Takes over the zone of the professional's schedule, unless something newer is known.
     *
     * @param sequence position of this news among all about this schedule
     */
    void follow(ProfessionalId id, ZoneId zone, long sequence);

    /**
     * Presents the professional otherwise; an equal presentation changes nothing.
     *
     * @param presentation decided on who is stored, again when somebody else changed it meanwhile
     * @return how the professional is now, or empty when there is none
     */
    Optional<Professional> present(ProfessionalId id, Function<Professional, Profile.Presentation> presentation);

    /**
     * Registers the professional.
     *
     * @param cause the request that it comes from, null when that came without a key
     * @return false when somebody has this id, who then stays as they are
     */
    boolean register(ProfessionalId id, Profile profile, @Nullable RequestKey cause);

    /** Whom the latest request with one of these {@code keyIds} registered, at most three of them. */
    Optional<Registered> registeredBy(String tenantId, List<String> keyIds);

    /** One page of a tenant's active professionals, by name. */
    Page active(String tenantId, @Nullable String offeringId, int page, int limit);

    /** @param total over all pages */
    record Page(List<Professional> items, long total) {}

    /** A professional as they are now, and the request that registered them. */
    record Registered(Professional professional, RequestKey cause) {}

    /**
     * Marks a repeatable request.
     *
     * @param id   what its {@code Idempotency-Key} stands for that day
     * @param hash of the request's content
     * @param at   null in what was stored before keys ended
     */
    record RequestKey(String id, String hash, @Nullable Instant at) {}
}
