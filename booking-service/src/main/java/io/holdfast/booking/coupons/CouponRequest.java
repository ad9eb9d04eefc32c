package io.holdfast.booking.coupons;

import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.coupon.Coupon;
import io.holdfast.booking.domain.coupon.CouponCode;
import io.holdfast.booking.web.Amount;
import io.holdfast.defaults.web.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A coupon as admins write it; what is left out has its default.
 *
 * @param maxUses       {@link Coupon#MOST_USES} when it is left out
 * @param oncePerClient true when it is left out
 * @param used          comes along as it was read, likewise the next one: bookings decide it
 */
record CouponRequest(
        @Nullable String code,
        @Nullable @Min(value = 1, message = "must be 1 or more") @Max(value = 100, message = "must be 100 or less")
        Integer percent,
        @Nullable @Valid Amount amount,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable
        @Min(value = 1, message = "must be 1 or more")
        @Max(value = Coupon.MOST_USES, message = "must be 1000 or less")
        Integer maxUses,
        @Nullable Boolean oncePerClient,
        @Nullable @Size(max = Coupon.MOST_OFFERINGS, message = "must have at most 50 entries")
        List<@NotNull(message = "is needed") @Size(min = 1, max = 64, message = "must have 1 to 64 characters") String>
                offeringIds,
        @Nullable Boolean active,
        @Nullable Integer used,
        @Nullable Instant createdAt) {

    /** @throws Problem 400 when it is none */
    String codeOr400() {
        return CouponCode.normalise(code == null ? "" : code)
                .orElseThrow(() -> Problem.invalid("code", "must have 3 to 40 letters, digits and dashes, the first no dash"));
    }

    /** @throws Problem 400 when parts of it contradict each other */
    Coupon.Terms toTerms() {
        if ((percent == null) == (amount == null)) {
            throw Problem.invalid("percent", "is needed, or amount in its place");
        }
        if (amount != null && amount.amount() == 0) {
            throw Problem.invalid("amount.amount", "must be 1 or more");
        }
        if (validFrom != null && validUntil != null && !validFrom.isBefore(validUntil)) {
            throw Problem.invalid("validUntil", "must be after validFrom");
        }
        List<String> ids = offeringIds == null ? List.of() : offeringIds;
        if (ids.stream().anyMatch(String::isBlank)) {
            throw Problem.invalid("offeringIds", "must hold ids");
        }
        return new Coupon.Terms(
                percent,
                amount == null ? null : amount.toMoney("amount"),
                validFrom,
                validUntil,
                maxUses == null ? Coupon.MOST_USES : maxUses,
                oncePerClient == null || oncePerClient,
                ids.stream().distinct().map(OfferingId::new).toList(),
                active == null || active);
    }
}
