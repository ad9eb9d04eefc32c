package io.holdfast.availability.persistence;

import java.util.List;
import java.util.stream.Collectors;

import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@code _id} is {@code tenant:professional}. */
@Document("professionals")
record ProfessionalDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String professionalId,
        long sequence,
        boolean active,
        List<String> offeringIds,
        SchedulePart schedule)
        implements Projections.Projection {

    static String idOf(TenantId tenant, ProfessionalId professional) {
        return tenant.value() + ":" + professional.value();
    }

    static ProfessionalDocument of(
            TenantId tenant, Professional professional, long sequence, @Nullable Long version) {
        return new ProfessionalDocument(
                idOf(tenant, professional.id()),
                version,
                tenant.value(),
                professional.id().value(),
                sequence,
                professional.active(),
                professional.offerings().stream().map(OfferingId::value).sorted().toList(),
                SchedulePart.of(professional.schedule()));
    }

    Professional toDomain() {
        return new Professional(
                new ProfessionalId(professionalId),
                active,
                offeringIds.stream().map(OfferingId::new).collect(Collectors.toSet()),
                schedule.toDomain());
    }
}
