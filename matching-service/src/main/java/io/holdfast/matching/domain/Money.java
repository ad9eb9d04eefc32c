package io.holdfast.matching.domain;

import java.util.Currency;

/**
 * An amount, never negative.
 *
 * @param amount minor units of the currency
 */
public record Money(long amount, Currency currency) {

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("An amount is not negative.");
        }
    }
}
