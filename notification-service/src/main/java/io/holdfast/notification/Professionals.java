package io.holdfast.notification;

import java.util.Optional;

import io.holdfast.messaging.OptimisticRetry;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** Where professionals are written to: a projection of the topics {@code professionals} and {@code calendars}. */
@Component
public class Professionals {

    /** The schedule's topic may be faster than the profile's. */
    private static final long NO_PROFILE_YET = -1;

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

    /** Takes over the zone of their schedule, which goes before the profile's, unless something newer is known. */
    public void learnZone(String tenantId, String professionalId, long sequence, String zone) {
        OptimisticRetry.decide(() -> {
            Professional known = find(tenantId, professionalId).orElse(null);
            var schedule = new Professional.Schedule(sequence, zone);
            if (known == null) {
                return mongo.save(new Professional(
                        Professional.idOf(tenantId, professionalId), null, NO_PROFILE_YET, null, null, schedule));
            }
            if (known.schedule() != null && sequence <= known.schedule().sequence()) {
                return known;
            }
            return mongo.save(new Professional(
                    known.id(), known.version(), known.sequence(), known.email(), known.zone(), schedule));
        });
    }

    private void store(
            String tenantId, String professionalId, long sequence, @Nullable String email, @Nullable String zone) {
        OptimisticRetry.decide(() -> {
            Professional known = find(tenantId, professionalId).orElse(null);
            if (known == null) {
                return mongo.save(new Professional(
                        Professional.idOf(tenantId, professionalId), null, sequence, email, zone, null));
            }
            if (sequence <= known.sequence()) {
                return known;
            }
            return mongo.save(new Professional(
                    known.id(),
                    known.version(),
                    sequence,
                    email == null ? known.email() : email,
                    zone == null ? known.zone() : zone,
                    known.schedule()));
        });
    }
}
