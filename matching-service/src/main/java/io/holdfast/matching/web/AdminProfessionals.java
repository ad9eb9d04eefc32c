package io.holdfast.matching.web;

import java.net.URI;
import java.util.UUID;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.Professionals.RequestKey;
import io.holdfast.matching.domain.Profile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What admins do with their own tenant's professionals. */
@RestController
@RequestMapping("/api/v1/admin/professionals")
class AdminProfessionals {

    private final Professionals professionals;

    AdminProfessionals(Professionals professionals) {
        this.professionals = professionals;
    }

    /** One professional with everything that is known, also when they cannot be booked. */
    @GetMapping("/{id}")
    ProfileAnswer one(Caller caller, @PathVariable String id) {
        if (!ProfessionalId.isAllowed(id)) {
            throw Problem.notFound("professional");
        }
        return answer(new ProfessionalId(caller.tenantId(), id));
    }

    /** Registers or replaces; the same again changes and publishes nothing. */
    @PutMapping("/{id}")
    ResponseEntity<ProfileAnswer> put(
            Caller caller, @PathVariable String id, @RequestBody ProfessionalRequest request) {
        var professionalId = idOf(caller, id);
        if (request.id() != null && !request.id().equals(id)) {
            throw Problem.invalid("id", "differs from the address");
        }
        boolean isNew = professionals.put(professionalId, request.profile());
        ProfileAnswer answer = answer(professionalId);
        return isNew ? created(answer) : ResponseEntity.ok(answer);
    }

    @PostMapping
    ResponseEntity<ProfileAnswer> register(
            Caller caller,
            @RequestBody ProfessionalRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        Profile profile = request.profile();
        RequestKey key = RequestKeys.of(caller, idempotencyKey, request);
        ProfessionalId id = idOf(caller, request.id() != null ? request.id() : generatedId(key));
        return switch (professionals.register(id, profile, key)) {
            case DONE, REPEATED -> created(answer(id));
            case TAKEN -> throw Problem.conflict("There is already a professional with this id.");
            case KEY_USED_OTHERWISE -> throw Problem.rule(
                    "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key came with another request before.");
        };
    }

    // From the key, so that the second try of a request finds what the first one made.
    private static String generatedId(@Nullable RequestKey key) {
        return key == null ? UUID.randomUUID().toString() : key.id();
    }

    private static ProfessionalId idOf(Caller caller, String id) {
        if (!ProfessionalId.isAllowed(id)) {
            throw Problem.invalid("id", ProfessionalRequest.ID_RULE);
        }
        return new ProfessionalId(caller.tenantId(), id);
    }

    private ProfileAnswer answer(ProfessionalId id) {
        return professionals.find(id).map(ProfileAnswer::of).orElseThrow(() -> Problem.notFound("professional"));
    }

    private static ResponseEntity<ProfileAnswer> created(ProfileAnswer answer) {
        return ResponseEntity.created(URI.create("/api/v1/professionals/" + answer.id())).body(answer);
    }
}
