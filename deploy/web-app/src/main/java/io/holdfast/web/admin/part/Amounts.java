package io.holdfast.web.admin.part;

import java.math.BigDecimal;
import java.util.Currency;

import io.holdfast.defaults.Currencies;
import io.holdfast.web.api.Money;
import org.jspecify.annotations.Nullable;

/** Money as people type it, in whole units such as {@code 1500} or {@code 999.50}; the API has it in the smallest. */
public final class Amounts {

    private static final int MOST_DIGITS = 9;

    private Amounts() {}

    /** Null where that is no amount of that currency. */
    public static @Nullable Money read(String text, String currency) {
        Currency known = Currencies.find(currency).orElse(null);
        String plain = text.replace(",", "").replace(" ", "");
        if (known == null || !plain.matches("\\d{1," + MOST_DIGITS + "}([.]\\d{1,3})?")) {
            return null;
        }
        BigDecimal minor = new BigDecimal(plain).movePointRight(known.getDefaultFractionDigits()).stripTrailingZeros();
        return minor.scale() > 0 ? null : new Money(minor.longValueExact(), known.getCurrencyCode());
    }

    /** As it is typed: {@code 1500}, {@code 999.5}. */
    public static String typed(Money money) {
        int digits = Currencies.find(money.currency()).map(Currency::getDefaultFractionDigits).orElse(2);
        return BigDecimal.valueOf(money.amount(), digits).stripTrailingZeros().toPlainString();
    }
}
