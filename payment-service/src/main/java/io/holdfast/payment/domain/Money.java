package io.holdfast.payment.domain;

/**
 * @param amount   in the currency's minor unit, never negative
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("An amount of money is never negative: " + amount);
        }
    }

    boolean isZero() {
        return amount == 0;
    }

    Money withAmount(long other) {
        return new Money(other, currency);
    }
}
