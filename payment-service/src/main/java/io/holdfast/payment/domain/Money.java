package io.holdfast.payment.domain;

import java.util.Currency;

/**
 * An amount of money.
 *
 * @param minorUnits paise or cents, never negative
 */
public record Money(long minorUnits, Currency currency) {

    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("An amount of money is never negative: " + minorUnits);
        }
    }

    boolean isZero() {
        return minorUnits == 0;
    }

    Money withMinorUnits(long other) {
        return new Money(other, currency);
    }
}
