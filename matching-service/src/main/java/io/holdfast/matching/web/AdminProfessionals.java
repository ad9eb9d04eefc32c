package io.holdfast.matching.web;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
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
    private final Clock clock;

    AdminProfessionals(Professionals professionals, Clock clock) {
        this.professionals = professionals;
        this.clock = clock;
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
        boolean isNew = professionals.put(professionalId, request::profile);
        ProfileAnswer answer = answer(professionalId);
        return isNew ? created(answer) : ResponseEntity.ok(answer);
    }

    @PostMapping
    ResponseEntity<ProfileAnswer> register(
            Caller caller,
            @RequestBody ProfessionalRequest request,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key) {
        Profile profile = request.profile(null);
        IdempotencyKeyHeader.require(key);
        if (key == null) {
            String id = request.id() != null ? request.id() : UUID.randomUUID().toString();
            ProfessionalId registered = idOf(caller, id);
            if (!professionals.register(registered, profile, null)) {
                throw taken();
            }
            return created(answer(registered));
        }
        Instant now = clock.instant();
        var ids = IdempotencyKeys.ids(now, key, caller.tenantId(), String.valueOf(caller.subject()), "professional");
        var cause = new RequestKey(ids.fresh(), IdempotencyKeys.fingerprint("professional", request), now);
        ProfessionalId id = idOf(caller, request.id() != null ? request.id() : ids.fresh());
        return created(repeated(caller, ids.known(), cause, now).orElseGet(() -> {
            if (professionals.register(id, profile, cause)) {
                return answer(id);
            }
            // The same key came twice at the same moment, and the other was faster.
            return repeated(caller, ids.known(), cause, now).orElseThrow(AdminProfessionals::taken);
        }));
    }

    private Optional<ProfileAnswer> repeated(Caller caller, List<String> keyIds, RequestKey request, Instant now) {
        return professionals
                .registeredBy(caller.tenantId(), keyIds)
                .filter(before -> before.cause().at() != null && IdempotencyKeys.stillMeans(before.cause().at(), now))
                .map(before -> {
                    if (!before.cause().hash().equals(request.hash())) {
                        throw IdempotencyKeyHeader.reused();
                    }
                    return ProfileAnswer.of(before.professional());
                });
    }

    private static Problem taken() {
        return Problem.conflict("There is already a professional with this id.");
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
