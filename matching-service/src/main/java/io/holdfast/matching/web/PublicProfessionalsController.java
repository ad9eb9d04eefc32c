package io.holdfast.matching.web;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.ProfessionalSearch;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who can be booked, for everybody to see; nobody who is not active. */
@RestController
@RequestMapping("/api/v1/professionals")
@OpenToAll
class PublicProfessionalsController {

    private final Professionals professionals;

    PublicProfessionalsController(Professionals professionals) {
        this.professionals = professionals;
    }

    /** Who can be booked, and with {@code offeringId} for that. */
    @GetMapping
    Paged<PublicProfileResponse> list(
            Caller caller, @RequestParam(required = false) @Nullable String offeringId, Paging paging) {
        var tenant = new TenantId(caller.tenantId());
        var wanted = ProfessionalSearch.active(offeringId);
        return Paged.of(professionals.search(tenant, wanted, paging.page(), paging.limit()), paging)
                .map(PublicProfileResponse::of);
    }

    /** One of them. */
    @GetMapping("/{id}")
    PublicProfileResponse one(Caller caller, @PathVariable String id) {
        return ProfessionalId.of(caller.tenantId(), id)
                .flatMap(professionals::find)
                .filter(professional -> professional.profile().engagement().active())
                .map(PublicProfileResponse::of)
                .orElseThrow(() -> Problem.notFound("professional"));
    }
}
