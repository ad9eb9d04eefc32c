package io.holdfast.matching.publishing;

import java.util.List;

import io.holdfast.matching.domain.ProfessionalEvent;
import io.holdfast.matching.domain.ProfessionalEvent.Deactivated;
import io.holdfast.matching.domain.ProfessionalEvent.Registered;
import io.holdfast.matching.domain.ProfessionalEvent.Updated;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Profile;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the others learn of a professional. Skills stay here, where matching will use them. */
@Component
public class ProfessionalEventTranslator {

    public WireEvent translate(ProfessionalEvent event) {
        String key = event.id().value();
        return switch (event) {
            case Registered r -> new WireEvent("professional.registered.v1", key, wire(r.id(), r.profile()));
            case Updated u -> new WireEvent("professional.updated.v1", key, wire(u.id(), u.profile()));
            case Deactivated d -> new WireEvent("professional.deactivated.v1", key, new WireDeactivation(key));
        };
    }

    private static WireProfessional wire(ProfessionalId id, Profile profile) {
        return new WireProfessional(
                id.value(),
                profile.displayName(),
                profile.email(),
                profile.phone(),
                profile.avatarUrl(),
                profile.category(),
                new WireMoney(
                        profile.hourlyRate().amount(), profile.hourlyRate().currency().getCurrencyCode()),
                profile.zone().getId(),
                profile.languages(),
                profile.offeringIds(),
                profile.active());
    }

    record WireProfessional(
            String professionalId,
            String displayName,
            String email,
            @Nullable String phone,
            @Nullable String avatarUrl,
            String category,
            WireMoney hourlyRate,
            String zone,
            List<String> languages,
            List<String> offeringIds,
            boolean active) {}

    record WireMoney(long amount, String currency) {}

    record WireDeactivation(String professionalId) {}
}
