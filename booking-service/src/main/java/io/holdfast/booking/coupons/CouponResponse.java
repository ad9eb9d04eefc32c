package io.holdfast.booking.coupons;

import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.coupon.Coupon;
import io.holdfast.booking.web.Amount;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as admins see it.
 *
 * @param percent     that is taken off, or
 * @param amount      that is
 * @param offeringIds for which; none for all
 * @param used        by how many bookings that are paid with it, or may still be
 */
record CouponResponse(
        String code,
        @Nullable Integer percent,
        @Nullable Amount amount,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        int maxUses,
        boolean oncePerClient,
        List<String> offeringIds,
        boolean active,
        int used,
        Instant createdAt) {

    static CouponResponse of(Coupon coupon) {
        Coupon.Terms terms = coupon.terms();
        return new CouponResponse(
                coupon.code(),
                terms.percent(),
                Amount.ofNullable(terms.amount()),
                terms.validFrom(),
                terms.validUntil(),
                terms.maxUses(),
                terms.oncePerClient(),
                terms.offerings().stream().map(OfferingId::value).toList(),
                terms.active(),
                coupon.uses().size(),
                coupon.createdAt());
    }
}
