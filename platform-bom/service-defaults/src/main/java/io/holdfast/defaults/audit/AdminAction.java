package io.holdfast.defaults.audit;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an admin, or who has an API key, asks to be changed: never what the request says, only what it is about.
 *
 * @param id       of this one request; repeated, it is another
 * @param actor    the token's {@code sub}, at most {@value #LONGEST_ACTOR} characters of it
 * @param apiKeyId whose API key it was, null for a person
 * @param service  that was asked
 * @param action   method and path template, as {@code openapi.json} has them: {@code POST /api/v1/bookings/{id}/cancel}
 * @param subjects ids in the path
 */
record AdminAction(
        String id,
        String tenantId,
        Instant at,
        String actor,
        @Nullable String apiKeyId,
        String service,
        String action,
        List<String> subjects,
        String requestId) {

    static final int LONGEST_ACTOR = 200;

    AdminAction {
        actor = actor.length() <= LONGEST_ACTOR ? actor : actor.substring(0, LONGEST_ACTOR);
        subjects = List.copyOf(subjects);
    }
}
