package io.holdfast.matching.events;

import java.math.BigDecimal;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.contracts.Wire;
import io.holdfast.matching.domain.Money;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalEvent;
import io.holdfast.matching.domain.ProfessionalEvent.Deactivated;
import io.holdfast.matching.domain.ProfessionalEvent.Registered;
import io.holdfast.matching.domain.ProfessionalEvent.Updated;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/** The bodies of this service's events on topic {@code professionals}. Skills and gender stay here, where matching uses them. */
public final class Bodies {

    private Bodies() {}

    public static WireEvent of(Professional professional, ProfessionalEvent event) {
        String key = professional.id().value();
        return switch (event) {
            case Registered e -> new WireEvent("professional.registered.v1", key, ProfessionalProfile.of(professional));
            case Updated e -> new WireEvent("professional.updated.v1", key, ProfessionalUpdated.of(professional));
            case Deactivated e -> new WireEvent("professional.deactivated.v1", key, new ProfessionalDeactivated(key));
        };
    }

    record ProfessionalProfile(
            String professionalId,
            String displayName,
            String email,
            @Nullable String phone,
            @Nullable String avatarUrl,
            String category,
            MoneyBody hourlyRate,
            String zone,
            @Wire(unique = true) List<String> languages,
            @Wire(unique = true) List<String> offeringIds,
            @Wire("Whether the professional can be booked.") boolean active) {

        static ProfessionalProfile of(Professional professional) {
            var presentation = professional.profile().presentation();
            var engagement = professional.profile().engagement();
            return new ProfessionalProfile(
                    professional.id().value(),
                    presentation.displayName(),
                    engagement.email(),
                    presentation.phone(),
                    presentation.avatarUrl(),
                    engagement.category(),
                    MoneyBody.of(engagement.hourlyRate()),
                    professional.profile().zone().getId(),
                    presentation.languages(),
                    engagement.offeringIds(),
                    engagement.active());
        }
    }

    record ProfessionalUpdated(
            @JsonUnwrapped ProfessionalProfile profile,
            @Wire("The average of the reviews' 1 to 5 stars, to one decimal; absent while there are none.") @Nullable BigDecimal rating,
            @Wire(value = "How many reviews there are.", min = 0) long ratingCount) {

        static ProfessionalUpdated of(Professional professional) {
            return new ProfessionalUpdated(
                    ProfessionalProfile.of(professional), professional.rating().average(), professional.rating().count());
        }
    }

    record ProfessionalDeactivated(String professionalId) {}

    record MoneyBody(long amount, String currency) {

        static MoneyBody of(Money money) {
            return new MoneyBody(money.minorUnits(), money.currency().getCurrencyCode());
        }
    }
}
