package io.holdfast.web.api;

/**
 * An amount of money.
 *
 * @param amount   in minor units, such as paise
 * @param currency ISO 4217
 */
public record Money(long amount, String currency) {

    public boolean isZero() {
        return amount == 0;
    }
}
