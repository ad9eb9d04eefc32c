package io.holdfast.defaults.web;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class E164Test {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            IN | 098123 45670        | +919812345670
            IN | 98123-45670         | +919812345670
            IN | +91 (98123) 456.70  | +919812345670
            IN | +972 54 123 4567    | +972541234567
            IL | 050-234-5678        | +972502345678
            US | 202 555 0143        | +12025550143
            # Nobody has it yet; there, new ones are given out more often than we build.
            US | 555 123 4567        |
            US | +1 555 123 4567     | +15551234567
            US | 1-800-FLOWERS       |
            IN | +9198FLOWERS70      |
            IN | +91 98123 45670 x12 |
            IN | +91 98123 45670;12  |
            IN | 98123 45670 Asha    |
            IN | 98123               |
            IN | +91 98              |
            IN | +999 123 456 789    |
            IN | 91 98123+45670      |
            """)
    void aNumberIsDialledFromAnywhereOrItIsNone(String country, String written, @Nullable String number) {
        assertThat(E164.normalise(country, written).orElse(null)).as(written).isEqualTo(number);
    }
}
