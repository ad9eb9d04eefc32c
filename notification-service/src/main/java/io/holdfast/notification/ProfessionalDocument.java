package io.holdfast.notification;

import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** The projection of a professional as stored; {@code _id} is {@code tenantId:professionalId}. */
@Permanent(why = "one per professional of a tenant; an inactive one keeps stale news from reviving it")
@NoPersonalData(why = "a professional's address and number, who is of the business")
@Document("professionals")
record ProfessionalDocument(@Id String id, @Version @Nullable Long version, Professional professional) {

    static ProfessionalDocument of(String id, Professional professional, @Nullable ProfessionalDocument loaded) {
        return new ProfessionalDocument(id, loaded == null ? null : loaded.version(), professional);
    }

    static String idOf(TenantId tenantId, String professionalId) {
        return tenantId.value() + ":" + professionalId;
    }

    Professional toDomain() {
        return professional;
    }
}
