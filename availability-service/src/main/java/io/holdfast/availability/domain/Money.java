package io.holdfast.availability.domain;

/**
 * What something costs, never negative.
 *
 * @param amount   in minor units, such as paise
 * @param currency ISO 4217
 */
public record Money(long amount, String currency) {

    private static final int MINUTES_PER_HOUR = 60;

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("Money is never negative, but this is " + amount);
        }
    }

    /** Taking this as the price of an hour: the price of so many minutes, rounded half up, as booking-service does. */
    Money forMinutes(long minutes) {
        long exact = Math.multiplyExact(amount, minutes);
        return new Money(Math.addExact(exact, MINUTES_PER_HOUR / 2) / MINUTES_PER_HOUR, currency);
    }
}
