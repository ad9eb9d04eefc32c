package io.holdfast.notification;

import java.util.Optional;

import io.holdfast.messaging.OptimisticRetry;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Where professionals are written to: a projection of the {@code professionals} topic. */
@Component
public class Professionals {

    private final MongoOperations mongo;

    Professionals(MongoOperations mongo) {
        this.mongo = mongo;
    }

    Optional<Professional> find(String tenantId, String professionalId) {
        return Optional.ofNullable(mongo.findById(Professional.idOf(tenantId, professionalId), Professional.class));
    }

    /** Takes over what an event says, unless something newer is known. */
    public void learn(String tenantId, String professionalId, long sequence, String email, String zone) {
        store(tenantId, professionalId, sequence, email, zone);
    }

    /** Whoever left still has bookings to hear about, so the address is kept. */
    public void left(String tenantId, String professionalId, long sequence) {
        store(tenantId, professionalId, sequence, null, null);
    }

    private void store(
            String tenantId, String professionalId, long sequence, @Nullable String email, @Nullable String zone) {
        OptimisticRetry.decide(() -> {
            Professional known = find(tenantId, professionalId).orElse(null);
            if (known == null) {
                return mongo.save(new Professional(
                        Professional.idOf(tenantId, professionalId), null, sequence, email, zone));
            }
            if (sequence <= known.sequence()) {
                return known;
            }
            return mongo.save(new Professional(
                    known.id(),
                    known.version(),
                    sequence,
                    email == null ? known.email() : email,
                    zone == null ? known.zone() : zone));
        });
    }
}
