package io.holdfast.matching.web;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.search.SearchQuery;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.Professional.RequestKey;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.ProfessionalSearch;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.Profile;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What admins do with their own tenant's professionals. */
@RestController
@RequestMapping("/api/v1/admin/professionals")
@Access(Role.ADMIN)
class AdminProfessionalsController {

    private final Professionals professionals;
    private final Clock clock;

    AdminProfessionalsController(Professionals professionals, Clock clock) {
        this.professionals = professionals;
        this.clock = clock;
    }

    /** By name, with everything that is known of them, also those who cannot be booked. */
    @GetMapping
    Paged<ProfileResponse> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable String offeringId,
            @RequestParam(required = false) @Nullable String category,
            @RequestParam(required = false) @Nullable String q,
            Paging paging) {
        var wanted = new ProfessionalSearch(active, offeringId, category, SearchQuery.of(q).words());
        return Paged.of(
                        professionals.search(new TenantId(caller.tenantId()), wanted, paging.page(), paging.limit()), paging)
                .map(ProfileResponse::of);
    }

    /** One professional with everything that is known, also when they cannot be booked. */
    @GetMapping("/{id}")
    ProfileResponse one(Caller caller, @PathVariable String id) {
        return ProfessionalId.of(caller.tenantId(), id)
                .flatMap(professionals::find)
                .map(ProfileResponse::of)
                .orElseThrow(() -> Problem.notFound("professional"));
    }

    /** Registers or replaces; the same again changes and publishes nothing. */
    @PutMapping("/{id}")
    @Outcomes({200, 201})
    ResponseEntity<ProfileResponse> put(Caller caller, @PathVariable String id, @RequestBody ProfileRequest request) {
        ProfessionalId professional = idOf(caller, id);
        if (request.id() != null && !request.id().equals(id)) {
            throw Problem.invalid("id", "differs from the address");
        }
        var decided = professionals.decideOrRegister(professional, stored -> {
            Profile profile = request.profile(stored);
            return stored.map(known -> known.replace(profile))
                    .orElseGet(() -> Professional.register(professional, profile, null));
        });
        return decided.before().isEmpty()
                ? created(decided.after())
                : ResponseEntity.ok(ProfileResponse.of(decided.after()));
    }

    /** Registers a professional. */
    @PostMapping
    @Outcomes(value = 201, problems = "conflict")
    ResponseEntity<ProfileResponse> register(
            Caller caller,
            @RequestBody ProfileRequest request,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key) {
        Profile profile = request.profile(Optional.empty());
        IdempotencyKeyHeader.require(key);
        Instant now = clock.instant();
        // Without a key it is like no other request.
        String good = Objects.requireNonNullElseGet(key, () -> UUID.randomUUID().toString());
        var ids = IdempotencyKeys.ids(now, good, caller.tenantId(), String.valueOf(caller.subject()), "professional");
        var cause = new RequestKey(ids.fresh(), IdempotencyKeys.fingerprint("professional", request), now);
        ProfessionalId id = idOf(caller, Objects.requireNonNullElse(request.id(), ids.fresh()));
        return created(repeated(caller, ids.known(), cause)
                .or(() -> register(id, profile, cause))
                // The same key came twice at the same moment, and the other was faster.
                .or(() -> repeated(caller, ids.known(), cause))
                .orElseThrow(AdminProfessionalsController::taken));
    }

    /** Empty when somebody has this id, who then stays as they are. */
    private Optional<Professional> register(ProfessionalId id, Profile profile, RequestKey cause) {
        var decided = professionals.decideOrRegister(id, stored -> stored.isEmpty()
                ? Professional.register(id, profile, cause)
                : Decision.unchanged(stored.get(), "the id is taken"));
        return Optional.of(decided).filter(Decided::changed).map(Decided::after);
    }

    /** Whom the same request registered before. */
    private Optional<Professional> repeated(Caller caller, List<String> keyIds, RequestKey request) {
        return professionals
                .registeredBy(new TenantId(caller.tenantId()), keyIds)
                .filter(before -> {
                    RequestKey cause = Objects.requireNonNull(before.registeredBy());
                    boolean same = IdempotencyKeys.stillMeans(cause.at(), request.at());
                    if (same && !cause.hash().equals(request.hash())) {
                        throw IdempotencyKeyHeader.reused();
                    }
                    return same;
                });
    }

    private static Problem taken() {
        return Problem.conflict("There is already a professional with this id.");
    }

    private static ProfessionalId idOf(Caller caller, String id) {
        return ProfessionalId.of(caller.tenantId(), id)
                .orElseThrow(() -> Problem.invalid("id", ProfileRequest.ID_RULE));
    }

    private static ResponseEntity<ProfileResponse> created(Professional professional) {
        return ResponseEntity.created(URI.create("/api/v1/professionals/" + professional.id().value()))
                .body(ProfileResponse.of(professional));
    }
}
