package io.holdfast.booking.web;

import io.holdfast.booking.domain.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** Money in requests and answers: minor units and an ISO 4217 code. */
record MoneyJson(
        @Min(value = 0, message = "must not be negative")
        @Max(value = 100_000_000_000L, message = "must be 100000000000 or less")
        long amount,

        @NotNull(message = "is needed")
        @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as INR")
        String currency) {

    static MoneyJson of(Money money) {
        return new MoneyJson(money.amount(), money.currency());
    }

    static @Nullable MoneyJson ofNullable(@Nullable Money money) {
        return money == null ? null : of(money);
    }

    Money toMoney() {
        return new Money(amount, currency);
    }
}
