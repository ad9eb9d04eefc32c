package io.holdfast.matching.web;

import java.util.Optional;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.messaging.aggregates.Decided;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The profile of the professional who asks, also while they cannot be booked. */
@RestController
@RequestMapping("/api/v1/professionals/me")
@Access(Role.PROFESSIONAL)
class OwnProfileController {

    private final Professionals professionals;

    OwnProfileController(Professionals professionals) {
        this.professionals = professionals;
    }

    /** One's own profile. */
    @GetMapping
    ProfileResponse read(Caller caller) {
        return idOf(caller)
                .flatMap(professionals::find)
                .map(ProfileResponse::of)
                .orElseThrow(() -> Problem.notFound("professional"));
    }

    /** Puts the caller's words in place of the former ones; an optional field that is left out is empty from then on. */
    @PutMapping
    ProfileResponse present(Caller caller, @RequestBody ProfileRequest request) {
        return idOf(caller)
                .flatMap(id -> professionals.decide(id, stored -> stored.present(request.presentation(stored))))
                .map(Decided::after)
                .map(ProfileResponse::of)
                .orElseThrow(() -> Problem.notFound("professional"));
    }

    /** Tokens come from any issuer: a subject that is no professional's id is nobody here. */
    private static Optional<ProfessionalId> idOf(Caller caller) {
        return Optional.ofNullable(caller.subject()).flatMap(subject -> ProfessionalId.of(caller.tenantId(), subject));
    }
}
