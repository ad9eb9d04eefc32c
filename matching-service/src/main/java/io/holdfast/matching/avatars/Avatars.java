package io.holdfast.matching.avatars;

import java.time.Clock;
import java.util.Optional;

import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.Profile.Presentation;
import io.holdfast.messaging.aggregates.Decided;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Pictures, and the addresses of them that profiles show. */
@Component
@EnableConfigurationProperties(AvatarSettings.class)
class Avatars {

    private static final int HASH_LENGTH = 24;

    private final MongoOperations mongo;
    private final Professionals professionals;
    private final AvatarSettings settings;
    private final Clock clock;

    Avatars(MongoOperations mongo, Professionals professionals, AvatarSettings settings, Clock clock) {
        this.mongo = mongo;
        this.professionals = professionals;
        this.settings = settings;
        this.clock = clock;
    }

    /** Puts a picture in the place of the former one. Empty where there is no such professional. */
    Optional<Professional> put(ProfessionalId id, byte[] jpeg) {
        if (professionals.find(id).isEmpty()) {
            return Optional.empty();
        }
        String hash = DigestUtils.sha256Hex(jpeg).substring(0, HASH_LENGTH);
        // First: whoever reads the address finds the picture.
        mongo.save(new AvatarDocument(AvatarDocument.idOf(id), hash, jpeg, clock.instant()));
        return show(id, settings.address(
                "/api/v1/professionals/" + id.value() + "/avatar?tenant=" + id.tenantId().value() + "&v=" + hash));
    }

    /** Takes it away, and whatever other address the profile had. */
    Optional<Professional> remove(ProfessionalId id) {
        Optional<Professional> shown = show(id, null);
        mongo.remove(Query.query(Criteria.where("_id").is(AvatarDocument.idOf(id))), AvatarDocument.class);
        return shown;
    }

    private Optional<Professional> show(ProfessionalId id, @Nullable String address) {
        return professionals.decide(id, stored -> {
                    Presentation now = stored.profile().presentation();
                    return stored.present(new Presentation(
                            now.displayName(), now.phone(), address, now.about(), now.languages(), now.serviceArea(), now.gender()));
                })
                .map(Decided::after);
    }

    /** Of somebody who can be booked. */
    Optional<AvatarDocument> find(ProfessionalId id) {
        return professionals.find(id)
                .filter(professional -> professional.profile().engagement().active())
                .flatMap(professional -> Optional.ofNullable(mongo.findById(AvatarDocument.idOf(id), AvatarDocument.class)));
    }
}
