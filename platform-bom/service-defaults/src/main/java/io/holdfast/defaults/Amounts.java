package io.holdfast.defaults;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Prints money as people read it: {@code INR 1,500.00}. */
public final class Amounts {

    private static final int USUAL_DIGITS = 2;

    private Amounts() {}

    /**
     * @param amount   minor units of the currency
     * @param currency ISO 4217 code; one that nobody knows is printed with two decimal digits
     */
    public static String format(long amount, String currency, Locale locale) {
        int digits = digitsOf(currency);
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return currency + " " + format.format(BigDecimal.valueOf(amount, digits));
    }

    private static int digitsOf(String currency) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(known -> Math.max(known.getDefaultFractionDigits(), 0))
                .findFirst()
                .orElse(USUAL_DIGITS);
    }
}
