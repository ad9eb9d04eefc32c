package io.holdfast.defaults.web;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PhoneNumbersTest {

    private final PhoneNumbers phones = new PhoneNumbers(new PhoneSettings("IN", Map.of("tel-aviv", "IL")));

    @Test
    void nationalNumbersAreThoseOfTheTenantsCountry() {
        assertThat(phones.normalise("demo", "098123 45678")).hasValue("+919812345678");
        assertThat(phones.normalise("tel-aviv", "054-123-4567")).hasValue("+972541234567");
        assertThat(phones.normalise("tel-aviv", "098123 45678")).isEmpty();
        assertThat(phones.normalise("demo", "054-123-4567")).isEmpty();
    }

    @Test
    void internationalOnesAreTheSameEverywhere() {
        assertThat(phones.normalise("demo", "+972 54-123-4567")).hasValue("+972541234567");
        assertThat(phones.normalise("tel-aviv", "+972 54-123-4567")).hasValue("+972541234567");
    }
}
