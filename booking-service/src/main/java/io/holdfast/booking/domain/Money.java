package io.holdfast.booking.domain;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount that is owed or paid, never negative.
 *
 * @param amount   in minor units (paise, cents)
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {

    private static final int MINUTES_PER_HOUR = 60;

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("Money is never negative, but this is " + amount);
        }
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    public boolean isZero() {
        return amount == 0;
    }

    /** @throws IllegalArgumentException when the currencies differ or more is taken away than there is */
    public Money minus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not mix");
        }
        return new Money(Math.subtractExact(amount, other.amount), currency);
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
        return BigDecimal.valueOf(amount, digits()).toPlainString() + " " + currency;
    }

    /** How many of the amount's digits stand behind the point; none where the currency is not one. */
    private int digits() {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private Money fraction(int numerator, int denominator) {
        long exact = Math.multiplyExact(amount, (long) numerator);
        return new Money(Math.addExact(exact, denominator / 2) / denominator, currency);
    }
}
