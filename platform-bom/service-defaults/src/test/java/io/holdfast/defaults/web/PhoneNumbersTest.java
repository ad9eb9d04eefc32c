package io.holdfast.defaults.web;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PhoneNumbersTest {

    private final PhoneNumbers phones = new PhoneNumbers(new PhoneSettings("IN", Map.of("tel-aviv", "IL")));

    @Test
    void nationalNumbersAreThoseOfTheTenantsCountry() {
        assertThat(phones.normalise("demo", "098123 45678")).hasValue("+919812345678");
        assertThat(phones.normalise("tel-aviv", "050-234-5678")).hasValue("+972502345678");
        assertThat(phones.normalise("tel-aviv", "098123 45678")).isEmpty();
        assertThat(phones.normalise("demo", "050-234-5678")).isEmpty();
    }

    @Test
    void internationalOnesAreTheSameEverywhere() {
        assertThat(phones.normalise("demo", "+972 50-234-5678")).hasValue("+972502345678");
        assertThat(phones.normalise("tel-aviv", "+972 50-234-5678")).hasValue("+972502345678");
    }
}
