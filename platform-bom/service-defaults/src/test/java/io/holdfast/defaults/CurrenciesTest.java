package io.holdfast.defaults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CurrenciesTest {

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "XXX", "XTS", "XAU", "XAG", "XDR", "XSU", "DEM", "CHE", "BOV", "inr", ""})
    void whatNobodyPaysInIsNoCurrency(String code) {
        assertThat(Currencies.find(code)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"INR,100", "ILS,100", "USD,100", "EUR,100", "JPY,1", "KWD,1000", "XOF,1", "XPF,1"})
    void aWholeUnitIsInTheCurrencysOwnMinorUnits(String code, long unit) {
        assertThat(Currencies.wholeUnit(Currencies.find(code).orElseThrow())).isEqualTo(unit);
    }

    @Test
    void thereAreAsManyAsCountriesUse() {
        assertThat(java.util.Currency.getAvailableCurrencies().stream()
                        .filter(currency -> Currencies.find(currency.getCurrencyCode()).isPresent()))
                .hasSizeBetween(140, 170);
    }
}
