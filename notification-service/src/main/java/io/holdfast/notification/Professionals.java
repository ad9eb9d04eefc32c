package io.holdfast.notification;

import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

import io.holdfast.messaging.mongo.Projections;
import io.holdfast.notification.Professional.Profile;
import io.holdfast.notification.Professional.Schedule;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** The projection of professionals: where they are written to, and in which zone they read times. */
@Component
public class Professionals {

    private final Projections<ProfessionalDocument> documents;

    Professionals(MongoOperations mongo) {
        this.documents = Projections.remembering(mongo, ProfessionalDocument.class);
    }

    Professional find(TenantId tenantId, String professionalId) {
        return toDomain(documents.find(ProfessionalDocument.idOf(tenantId, professionalId)));
    }

    /** As they are called, as far as that is known. */
    public Optional<String> nameOf(TenantId tenantId, String professionalId) {
        return Optional.ofNullable(find(tenantId, professionalId).profile().name());
    }

    public void projectProfile(
            TenantId tenantId,
            String professionalId,
            long sequence,
            @Nullable String name,
            String email,
            @Nullable String phone,
            String zone) {
        project(tenantId, professionalId, sequence, known -> known.profile().sequence(), known ->
                new Professional(new Profile(sequence, name, email, phone, zone), known.schedule()));
    }

    /** Whoever left still has bookings to hear about, so the address is kept. */
    public void projectLeaving(TenantId tenantId, String professionalId, long sequence) {
        project(tenantId, professionalId, sequence, known -> known.profile().sequence(), known -> new Professional(
                new Profile(
                        sequence, known.profile().name(), known.profile().email(), known.profile().phone(),
                        known.profile().zone()),
                known.schedule()));
    }

    public void projectSchedule(TenantId tenantId, String professionalId, long sequence, String zone) {
        project(tenantId, professionalId, sequence, known -> known.schedule().sequence(), known ->
                new Professional(known.profile(), new Schedule(sequence, zone)));
    }

    private void project(
            TenantId tenantId,
            String professionalId,
            long sequence,
            ToLongFunction<Professional> asOf,
            UnaryOperator<Professional> change) {
        String id = ProfessionalDocument.idOf(tenantId, professionalId);
        documents.project(id, sequence, known -> asOf.applyAsLong(known.toDomain()), known ->
                Optional.of(ProfessionalDocument.of(id, change.apply(toDomain(known)), known.orElse(null))));
    }

    private static Professional toDomain(Optional<ProfessionalDocument> known) {
        return known.map(ProfessionalDocument::toDomain).orElse(Professional.UNKNOWN);
    }
}
