package io.holdfast.web.text;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

import io.holdfast.defaults.Currencies;
import io.holdfast.web.api.Money;

/** Prints money as people of a language write it: {@code ₹1,500}; whole amounts without their zeros. */
public record Prices(Locale locale) {

    private static final int USUAL_DIGITS = 2;

    public String of(Money money) {
        Currency currency = Currencies.find(money.currency()).orElse(null);
        int digits = currency == null ? USUAL_DIGITS : currency.getDefaultFractionDigits();
        BigDecimal amount = BigDecimal.valueOf(money.amount(), digits);
        NumberFormat format = currency == null ? NumberFormat.getNumberInstance(locale) : NumberFormat.getCurrencyInstance(locale);
        if (currency != null) {
            format.setCurrency(currency);
        }
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        format.setMinimumFractionDigits(whole ? 0 : digits);
        format.setMaximumFractionDigits(whole ? 0 : digits);
        return currency == null ? money.currency() + " " + format.format(amount) : format.format(amount);
    }
}
