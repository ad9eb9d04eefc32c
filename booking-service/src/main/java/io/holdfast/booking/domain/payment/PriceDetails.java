package io.holdfast.booking.domain.payment;

import io.holdfast.booking.domain.Money;

/**
 * What a booking costs and who gets what of it, fixed when it is requested.
 *
 * @param total               what the client pays: {@code base} − {@code discount}
 * @param companyFee          the platform's part of the total
 * @param professionalPayment the rest of it
 */
public record PriceDetails(
        Money base, Money discount, Money total, Money companyFee, Money professionalPayment) {

    /** @param feePercent the platform's part; the professional gets the rest, so that no minor unit is lost */
    public static PriceDetails of(Money base, int feePercent) {
        Money discount = Money.zero(base.currency());
        Money total = base.minus(discount);
        Money fee = total.percent(feePercent);
        return new PriceDetails(base, discount, total, fee, total.minus(fee));
    }
}
