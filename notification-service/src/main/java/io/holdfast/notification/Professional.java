package io.holdfast.notification;

import io.holdfast.defaults.store.Permanent;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What this service knows of a professional, from matching-service's events and, for the zone, from availability-service's.
 *
 * @param id       {@code tenantId:professionalId}
 * @param sequence of the event that this comes from; an event that is not newer changes nothing
 * @param email    null when only their leaving or their schedule is known
 * @param zone     as the profile says it
 */
@Permanent(why = "one per professional of a tenant; an inactive one keeps stale news from reviving it")
@Document("professionals")
record Professional(
        @Id String id,
        @Version @Nullable Long version,
        long sequence,
        @Nullable String email,
        @Nullable String zone,
        // Absent until their schedule was announced.
        @Nullable Schedule schedule) {

    /**
     * What is known of their schedule, whose zone is theirs everywhere.
     *
     * @param sequence of the event that it comes from
     */
    record Schedule(long sequence, String zone) {}

    /** In which they read times, as far as that is known. */
    @Nullable String readsIn() {
        return schedule == null ? zone : schedule.zone();
    }

    static String idOf(String tenantId, String professionalId) {
        return tenantId + ":" + professionalId;
    }
}
