package io.holdfast.matching.domain;

import java.util.Currency;

/** @param minorUnits of the currency, such as paise; never negative */
public record Money(long minorUnits, Currency currency) {

    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("An amount is not negative.");
        }
    }
}
