package io.holdfast.booking.domain;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount that is owed or paid, never negative.
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

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    public boolean isZero() {
        return minorUnits == 0;
    }

    /** @throws IllegalArgumentException when the currencies differ or more is taken away than there is */
    public Money minus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not mix");
        }
        return new Money(Math.subtractExact(minorUnits, other.minorUnits), currency);
    }

    /** This share of the amount, rounded half up to a whole minor unit. */
    public Money percent(int percent) {
        return fraction(percent, 100);
    }

    /** Taking this amount as the price of an hour: the price of so many minutes, rounded half up. */
    public Money forMinutes(int minutes) {
        return fraction(minutes, MINUTES_PER_HOUR);
    }

    /** For people: {@code 1500.00 INR}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(minorUnits, Math.max(0, currency.getDefaultFractionDigits())).toPlainString() + " " + currency;
    }

    private Money fraction(int numerator, int denominator) {
        long exact = Math.multiplyExact(minorUnits, (long) numerator);
        return new Money(Math.addExact(exact, denominator / 2) / denominator, currency);
    }
}
