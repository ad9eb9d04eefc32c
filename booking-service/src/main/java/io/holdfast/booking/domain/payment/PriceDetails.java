package io.holdfast.booking.domain.payment;

import io.holdfast.booking.domain.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a booking costs and who gets what of it, fixed when it is requested.
 *
 * @param total               what the client pays: {@code base} − {@code discount}
 * @param companyFee          the platform's part of the total
 * @param professionalPayment the rest of it
 * @param coupon              whose discount it is; null for none
 */
public record PriceDetails(
        Money base,
        Money discount,
        Money total,
        Money companyFee,
        Money professionalPayment,
        @Nullable String coupon) {

    /** @param feePercent the platform's part; the professional gets the rest, so that no minor unit is lost */
    public static PriceDetails of(Money base, int feePercent) {
        return of(base, Money.zero(base.currency()), null, feePercent);
    }

    /** The same with something taken off; what is left is shared. */
    public static PriceDetails of(Money base, Money discount, @Nullable String coupon, int feePercent) {
        Money total = base.minus(discount);
        Money fee = total.percent(feePercent);
        return new PriceDetails(base, discount, total, fee, total.minus(fee), coupon);
    }
}
