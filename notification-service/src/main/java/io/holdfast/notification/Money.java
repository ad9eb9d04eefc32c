package io.holdfast.notification;

import java.util.Currency;

/** @param minorUnits of the currency, such as paise */
public record Money(long minorUnits, Currency currency) {

    public boolean isZero() {
        return minorUnits == 0;
    }
}
