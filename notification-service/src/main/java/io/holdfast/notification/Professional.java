package io.holdfast.notification;

import io.holdfast.defaults.store.Permanent;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What this service knows of a professional, from matching-service's events.
 *
 * @param id       {@code tenantId:professionalId}
 * @param sequence of the event that this comes from; an event that is not newer changes nothing
 * @param email    null when only their leaving is known
 */
@Permanent(why = "one per professional of a tenant; an inactive one keeps stale news from reviving it")
@Document("professionals")
record Professional(
        @Id String id, @Version @Nullable Long version, long sequence, @Nullable String email, @Nullable String zone) {

    static String idOf(String tenantId, String professionalId) {
        return tenantId + ":" + professionalId;
    }
}
