package io.holdfast.notification;

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
@Document("professionals")
record Professional(
        @Id String id, @Version @Nullable Long version, long sequence, @Nullable String email, @Nullable String zone) {

    static String idOf(String tenantId, String professionalId) {
        return tenantId + ":" + professionalId;
    }
}
