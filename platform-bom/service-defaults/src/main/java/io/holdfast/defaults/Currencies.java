package io.holdfast.defaults;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The currencies of ISO 4217 that can be paid in: those of a country today. Neither what the list has for other purposes
 * (no currency, tests, metals, baskets and funds) nor what no country uses any more.
 */
public final class Currencies {

    private static final Map<String, Currency> IN_USE = Stream.of(Locale.getISOCountries())
            // Antarctica has none.
            .flatMap(country -> Stream.ofNullable(Currency.getInstance(Locale.of("", country))))
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .distinct()
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, currency -> currency));

    private Currencies() {}

    /** Empty for what nobody can pay in. */
    public static Optional<Currency> find(String code) {
        return Optional.ofNullable(IN_USE.get(code));
    }

    /** One whole unit, in minor units: 100 for INR, 1 for JPY, 1000 for KWD. */
    public static long wholeUnit(Currency currency) {
        long unit = 1;
        for (int digit = 0; digit < currency.getDefaultFractionDigits(); digit++) {
            unit *= 10;
        }
        return unit;
    }
}
