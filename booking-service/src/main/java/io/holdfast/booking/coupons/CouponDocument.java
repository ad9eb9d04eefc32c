package io.holdfast.booking.coupons;

import java.time.Duration;
import java.time.Instant;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.coupon.Coupon;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.NoPersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A coupon as it is stored; {@code _id} is {@code tenant:code}.
 *
 * @param validUntil its end, from which it is kept for a year; null for one that has none
 * @param keyId      of the request that it comes from, null without
 * @param dueAt      when it is looked at whether bookings that are to use it are there; null when all are
 */
@DataRetention(
        since = "validUntil",
        period = "P365D",
        why = "bookings say themselves what was taken off; afterwards the business makes new ones")
@NoPersonalData(why = "who has used it is a hash, of which nobody can be told once bookings and contact are erased")
@Document("coupons")
@CompoundIndex(name = "by-tenant", def = "{'tenantId': 1, 'createdAt': -1}")
record CouponDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        boolean active,
        Instant createdAt,
        @Nullable Instant validUntil,
        @Indexed(sparse = true) @Nullable String keyId,
        @Indexed(sparse = true) @Nullable Instant dueAt,
        @Bounded(of = "uses", max = Coupon.MOST_USES, by = "Coupon.Terms")
        @Bounded(of = "terms.offerings", max = Coupon.MOST_OFFERINGS, by = "Coupon.Terms")
        Coupon coupon) {

    /** No request lasts as long, so a booking that is not there by then is not made any more. */
    static final Duration LOOK_AFTER = Duration.ofHours(24);

    static String idOf(TenantId tenant, String code) {
        return tenant + ":" + code;
    }

    static CouponDocument of(Coupon coupon, @Nullable Long version) {
        var createdBy = coupon.createdBy();
        return new CouponDocument(
                idOf(coupon.tenant(), coupon.code()),
                version,
                coupon.tenant().value(),
                coupon.terms().active(),
                coupon.createdAt(),
                coupon.terms().validUntil(),
                createdBy == null ? null : createdBy.keyId(),
                coupon.uses().stream()
                        .filter(use -> !use.settled())
                        .map(use -> use.at().plus(LOOK_AFTER))
                        .min(Instant::compareTo)
                        .orElse(null),
                coupon);
    }
}
