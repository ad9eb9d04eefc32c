package io.holdfast.matching.web;

import java.util.List;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who can be booked, for everybody to see: no address, no phone number, nobody who is not active. */
@RestController
@RequestMapping("/api/v1/professionals")
class PublicProfessionals {

    private final Professionals professionals;

    PublicProfessionals(Professionals professionals) {
        this.professionals = professionals;
    }

    @GetMapping
    Paged<PublicAnswer> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String offeringId,
            Paging paging) {
        Professionals.Page found = professionals.active(caller.tenantId(), offeringId, paging.page(), paging.limit());
        return Paged.of(found.items(), found.total(), paging).map(PublicAnswer::of);
    }

    @GetMapping("/{id}")
    PublicAnswer one(Caller caller, @PathVariable String id) {
        if (!ProfessionalId.isAllowed(id)) {
            throw Problem.notFound("professional");
        }
        return professionals
                .find(new ProfessionalId(caller.tenantId(), id))
                .filter(professional -> professional.profile().active())
                .map(PublicAnswer::of)
                .orElseThrow(() -> Problem.notFound("professional"));
    }

    record PublicAnswer(
            String id,
            String displayName,
            @Nullable String avatarUrl,
            String category,
            MoneyAnswer hourlyRate,
            String zone,
            @Nullable Double rating,
            List<String> offeringIds) {

        static PublicAnswer of(Professional professional) {
            var profile = professional.profile();
            return new PublicAnswer(
                    professional.id().value(),
                    profile.displayName(),
                    profile.avatarUrl(),
                    profile.category(),
                    MoneyAnswer.of(profile.hourlyRate()),
                    profile.zone().getId(),
                    professional.rating(),
                    profile.offeringIds());
        }
    }
}
