package io.holdfast.notification.mail;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

import io.holdfast.notification.Money;

/** Prints money: {@code INR 1,500.00}. */
final class Prices {

    private static final int USUAL_DIGITS = 2;

    private Prices() {}

    static String format(Money money, Locale locale) {
        int digits = digitsOf(money.currency());
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return money.currency() + " " + format.format(BigDecimal.valueOf(money.amount(), digits));
    }

    private static int digitsOf(String currency) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(known -> Math.max(known.getDefaultFractionDigits(), 0))
                .findFirst()
                .orElse(USUAL_DIGITS);
    }
}
