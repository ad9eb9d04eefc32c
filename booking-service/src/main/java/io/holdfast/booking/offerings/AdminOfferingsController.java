package io.holdfast.booking.offerings;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.booking.application.PriceRules;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.Offering.CreatedBy;
import io.holdfast.booking.domain.offering.Offerings;
import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.search.SearchQuery;
import io.holdfast.defaults.search.SearchTerms;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import jakarta.validation.Valid;
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

/**
 * Admins read and write the catalogue, all languages of it. An offering is retired with {@code "active": false}, and stays
 * to be read here.
 */
@RestController
@RequestMapping("/api/v1/admin/offerings")
@Access(Role.ADMIN)
class AdminOfferingsController {

    private final Offerings offerings;
    private final OfferingViews views;
    private final PriceRules prices;
    private final Clock clock;

    AdminOfferingsController(Offerings offerings, OfferingViews views, PriceRules prices, Clock clock) {
        this.offerings = offerings;
        this.views = views;
        this.prices = prices;
        this.clock = clock;
    }

    /** By name, retired ones too. */
    @GetMapping
    Paged<OfferingResponse> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable Mode mode,
            @RequestParam(required = false) @Nullable String q,
            Paging paging) {
        SearchQuery wanted = SearchQuery.of(q);
        var found = offerings.all(new TenantId(caller.tenantId())).stream()
                .filter(offering -> active == null || active == offering.active())
                .filter(offering -> mode == null || mode == offering.mode())
                .filter(offering -> wanted.matches(terms(offering)))
                .toList();
        return Paged.cut(found, paging).map(views::of);
    }

    /** One of them, with all of its languages. */
    @GetMapping("/{id}")
    OfferingResponse one(Caller caller, @PathVariable String id) {
        return offerings
                .find(new TenantId(caller.tenantId()), new OfferingId(id))
                .map(views::of)
                .orElseThrow(() -> Problem.notFound("offering"));
    }

    private static List<String> terms(Offering offering) {
        var terms = new SearchTerms().name(offering.id().value()).name(offering.name());
        offering.texts().values().forEach(text -> terms.name(text.name()));
        return terms.toList();
    }

    /** Adds or replaces an offering; what is left out has its default. */
    @PutMapping("/{id}")
    OfferingResponse put(Caller caller, @PathVariable String id, @Valid @RequestBody OfferingRequest body) {
        if (!id.matches(OfferingRequest.ID)) {
            throw Problem.invalid("id", "must have letters, digits, dots and dashes only");
        }
        if (body.id() != null && !body.id().equals(id)) {
            throw Problem.invalid("id", "must be the one in the path, or left out");
        }
        Offering offering = offering(body, new TenantId(caller.tenantId()), id);
        offerings.put(offering);
        return views.of(offering);
    }

    /** Adds an offering. */
    @PostMapping
    @Outcomes(value = 201, problems = "conflict")
    ResponseEntity<OfferingResponse> create(
            Caller caller,
            @Valid @RequestBody OfferingRequest body,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key) {
        var tenant = new TenantId(caller.tenantId());
        IdempotencyKeyHeader.require(key);
        if (key == null) {
            String id = body.id() == null ? UUID.randomUUID().toString() : body.id();
            return created(add(offering(body, tenant, id)));
        }
        Instant now = clock.instant();
        var ids = IdempotencyKeys.ids(now, key, caller.tenantId(), String.valueOf(caller.subject()), "offering");
        var cause = new CreatedBy(ids.fresh(), IdempotencyKeys.fingerprint("offering", body), now);
        return created(repeated(tenant, ids.known(), cause).orElseGet(() -> {
            String id = body.id() == null ? ids.fresh() : body.id();
            Offering offering = offering(body, tenant, id).createdBy(cause);
            if (offerings.add(offering)) {
                return offering;
            }
            // The same key came twice at the same moment, and the other was faster.
            return repeated(tenant, ids.known(), cause).orElseThrow(AdminOfferingsController::taken);
        }));
    }

    private Offering offering(OfferingRequest body, TenantId tenant, String id) {
        Offering offering = body.toOffering(
                tenant, new OfferingId(id), views.usual(tenant, body.confirmation()));
        prices.violations(offering).forEach((field, message) -> {
            throw Problem.invalid(field, message);
        });
        return offering;
    }

    private Offering add(Offering offering) {
        if (!offerings.add(offering)) {
            throw taken();
        }
        return offering;
    }

    private Optional<Offering> repeated(TenantId tenant, List<String> keyIds, CreatedBy request) {
        Optional<Offering> earlier = offerings
                .createdBy(tenant, keyIds)
                .filter(there -> IdempotencyKeys.stillMeans(Objects.requireNonNull(there.createdBy()).at(), request.at()));
        earlier.map(Offering::createdBy)
                .filter(cause -> !cause.requestHash().equals(request.requestHash()))
                .ifPresent(other -> {
                    throw IdempotencyKeyHeader.reused();
                });
        return earlier;
    }

    private ResponseEntity<OfferingResponse> created(Offering offering) {
        return ResponseEntity.created(URI.create("/api/v1/offerings/" + offering.id()))
                .body(views.of(offering));
    }

    private static Problem taken() {
        return Problem.conflict("There is an offering with this id already.");
    }
}
