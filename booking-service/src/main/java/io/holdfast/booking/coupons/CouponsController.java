package io.holdfast.booking.coupons;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.coupon.Coupon;
import io.holdfast.booking.domain.coupon.Coupon.CreatedBy;
import io.holdfast.booking.domain.coupon.CouponCode;
import io.holdfast.booking.domain.coupon.Coupons;
import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
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

/** A tenant's coupons, for its admins. One is taken back with {@code "active": false}. */
@RestController
@RequestMapping("/api/v1/admin/coupons")
@Access(Role.ADMIN)
class CouponsController {

    private final Coupons coupons;
    private final Clock clock;

    CouponsController(Coupons coupons, Clock clock) {
        this.coupons = coupons;
        this.clock = clock;
    }

    /** All coupons, the newest first. */
    @GetMapping
    Paged<CouponResponse> list(Caller caller, @RequestParam(required = false) @Nullable Boolean active, Paging paging) {
        return Paged.of(coupons.page(tenant(caller), active, paging.page(), paging.limit()), paging).map(CouponResponse::of);
    }

    /** One coupon, and how often it is used. */
    @GetMapping("/{code}")
    CouponResponse one(Caller caller, @PathVariable String code) {
        return CouponCode.normalise(code)
                .flatMap(known -> coupons.find(tenant(caller), known))
                .map(CouponResponse::of)
                .orElseThrow(() -> Problem.notFound("coupon"));
    }

    /** Makes a coupon; there is none with its code. */
    @PostMapping
    @Outcomes(value = 201, problems = "coupon-exists")
    ResponseEntity<CouponResponse> create(
            Caller caller,
            @Valid @RequestBody CouponRequest body,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key) {
        IdempotencyKeyHeader.require(key);
        Instant now = clock.instant();
        var coupon = new Coupon(tenant(caller), body.codeOr400(), body.toTerms(), List.of(), now, null);
        if (key == null) {
            return created(add(coupon));
        }
        var ids = IdempotencyKeys.ids(now, key, caller.tenantId(), String.valueOf(caller.subject()), "coupon");
        var cause = new CreatedBy(ids.fresh(), IdempotencyKeys.fingerprint("coupon", body), now);
        var caused = new Coupon(coupon.tenant(), coupon.code(), coupon.terms(), coupon.uses(), now, cause);
        return created(repeated(coupon.tenant(), ids.known(), cause)
                // The same key came twice at the same moment, and the other was faster.
                .orElseGet(() -> coupons.add(caused)
                        ? caused
                        : repeated(coupon.tenant(), ids.known(), cause).orElseThrow(CouponsController::taken)));
    }

    /** What it is good for from now on; what was booked with it stays. */
    @PutMapping("/{code}")
    CouponResponse put(Caller caller, @PathVariable String code, @Valid @RequestBody CouponRequest body) {
        String known = CouponCode.normalise(code).orElseThrow(() -> Problem.notFound("coupon"));
        if (body.code() != null && !body.codeOr400().equals(known)) {
            throw Problem.invalid("code", "must be the one in the path, or left out");
        }
        Coupon.Terms terms = body.toTerms();
        return coupons.change(tenant(caller), known, coupon -> coupon.with(terms))
                .map(CouponResponse::of)
                .orElseThrow(() -> Problem.notFound("coupon"));
    }

    private Coupon add(Coupon coupon) {
        if (!coupons.add(coupon)) {
            throw taken();
        }
        return coupon;
    }

    private Optional<Coupon> repeated(TenantId tenant, List<String> keyIds, CreatedBy request) {
        return coupons.createdBy(tenant, keyIds).filter(before -> {
            CreatedBy cause = Objects.requireNonNull(before.createdBy());
            boolean same = IdempotencyKeys.stillMeans(cause.at(), request.at());
            if (same && !cause.requestHash().equals(request.requestHash())) {
                throw IdempotencyKeyHeader.reused();
            }
            return same;
        });
    }

    private static ResponseEntity<CouponResponse> created(Coupon coupon) {
        return ResponseEntity.created(URI.create("/api/v1/admin/coupons/" + coupon.code())).body(CouponResponse.of(coupon));
    }

    private static Problem taken() {
        return Problem.conflict("There is a coupon with this code already.").with("code", "coupon-exists");
    }

    private static TenantId tenant(Caller caller) {
        return new TenantId(caller.tenantId());
    }
}
