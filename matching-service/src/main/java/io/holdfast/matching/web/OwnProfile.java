package io.holdfast.matching.web;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The profile of the professional who asks, also while they cannot be booked. */
@RestController
@RequestMapping("/api/v1/professionals/me")
class OwnProfile {

    private final Professionals professionals;

    OwnProfile(Professionals professionals) {
        this.professionals = professionals;
    }

    @GetMapping
    ProfileAnswer read(Caller caller) {
        return professionals.find(idOf(caller)).map(ProfileAnswer::of).orElseThrow(OwnProfile::notRegistered);
    }

    /** Puts the caller's words in place of the former ones; an optional field that is left out is empty from then on. */
    @PutMapping
    ProfileAnswer present(Caller caller, @RequestBody OwnProfileRequest request) {
        ProfessionalId id = idOf(caller);
        Professional after = professionals
                .present(id, request::presentation)
                .orElseThrow(OwnProfile::notRegistered);
        return ProfileAnswer.of(after);
    }

    /** Tokens come from any issuer: a subject that is no professional's id is nobody here. */
    private static ProfessionalId idOf(Caller caller) {
        String subject = caller.subject();
        if (subject == null || !ProfessionalId.isAllowed(subject)) {
            throw notRegistered();
        }
        return new ProfessionalId(caller.tenantId(), subject);
    }

    private static Problem notRegistered() {
        return Problem.notFound("professional");
    }
}
