package io.holdfast.payment.web;

import java.util.Currency;

import io.holdfast.defaults.web.Problem;
import io.holdfast.payment.domain.Money;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

/**
 * Money over HTTP.
 *
 * @param amount   in the currency's minor unit; more than nothing where it is asked for
 * @param currency ISO 4217 code
 */
record Amount(
        @NotNull(message = "is missing") @Positive(message = "must be more than nothing") Long amount,
        @NotNull(message = "is missing") @Pattern(regexp = "[A-Z]{3}", message = "is not an ISO 4217 code") String currency) {

    static Amount of(Money money) {
        return new Amount(money.minorUnits(), money.currency().getCurrencyCode());
    }

    Money toMoney() {
        try {
            return new Money(amount, Currency.getInstance(currency));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("amount.currency", "is not an ISO 4217 code");
        }
    }
}
