package io.holdfast.booking.web;

import java.util.Currency;

import io.holdfast.booking.domain.Money;
import io.holdfast.defaults.Currencies;
import io.holdfast.defaults.web.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** Money in requests and answers: minor units and an ISO 4217 code. */
public record Amount(
        @Min(value = 0, message = "must not be negative")
        @Max(value = 100_000_000_000L, message = "must be 100000000000 or less")
        long amount,
        @NotNull(message = "is needed")
        @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as INR")
        String currency) {

    public static Amount of(Money money) {
        return new Amount(money.minorUnits(), money.currency().getCurrencyCode());
    }

    public static @Nullable Amount ofNullable(@Nullable Money money) {
        return money == null ? null : of(money);
    }

    /**
     * @param field that it stands in
     * @throws Problem when nobody can pay in its currency
     */
    public Money toMoney(String field) {
        Currency known = Currencies.find(currency).orElseThrow(() -> Problem.invalid(
                field + ".currency", "must be the ISO 4217 code of a currency in use, such as INR"));
        return new Money(amount, known);
    }
}
