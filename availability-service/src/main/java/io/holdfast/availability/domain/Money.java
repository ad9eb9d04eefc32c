package io.holdfast.availability.domain;

import java.util.Currency;

/**
 * What something costs, never negative.
 *
 * @param minorUnits paise, cents
 */
public record Money(long minorUnits, Currency currency) {

    private static final int MINUTES_PER_HOUR = 60;

    public Money {
        if (minorUnits < 0) {
            throw new IllegalArgumentException("Money is never negative, but this is " + minorUnits);
        }
    }

    /** @throws IllegalArgumentException when no currency of ISO 4217 has that code */
    public static Money of(long minorUnits, String currency) {
        return new Money(minorUnits, Currency.getInstance(currency));
    }

    /** Taking this as the price of an hour: the price of so many minutes, rounded half up, as booking-service does. */
    Money forMinutes(long minutes) {
        long exact = Math.multiplyExact(minorUnits, minutes);
        return new Money(Math.addExact(exact, MINUTES_PER_HOUR / 2) / MINUTES_PER_HOUR, currency);
    }
}
