package io.holdfast.notification.mail;

import java.time.Instant;
import java.util.Locale;

import io.holdfast.defaults.Amounts;
import io.holdfast.defaults.OneLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Times, prices and names as people read them. */
class PrintedFactsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Asia/Kolkata     | 2026-12-01T04:30:00Z | 2026-12-01T05:30:00Z | Tuesday, 1 December 2026, 10:00–11:00 (India Standard Time, Asia/Kolkata)
            America/New_York | 2026-10-31T14:00:00Z | 2026-10-31T15:00:00Z | Saturday, 31 October 2026, 10:00–11:00 (Eastern Daylight Time, America/New_York)
            America/New_York | 2026-11-02T15:00:00Z | 2026-11-02T16:00:00Z | Monday, 2 November 2026, 10:00–11:00 (Eastern Standard Time, America/New_York)
            America/New_York | 2026-11-01T05:30:00Z | 2026-11-01T06:30:00Z | Sunday, 1 November 2026, 01:30 (Eastern Daylight Time, America/New_York) – Sunday, 1 November 2026, 01:30 (Eastern Standard Time, America/New_York)
            Asia/Kolkata     | 2026-12-01T18:00:00Z | 2026-12-01T19:00:00Z | Tuesday, 1 December 2026, 23:30 (India Standard Time, Asia/Kolkata) – Wednesday, 2 December 2026, 00:30 (India Standard Time, Asia/Kolkata)
            UTC              | 2026-12-01T04:30:00Z | 2026-12-01T05:30:00Z | Tuesday, 1 December 2026, 04:30–05:30 (UTC)
            Mars/Olympus     | 2026-12-01T04:30:00Z | 2026-12-01T05:30:00Z | Tuesday, 1 December 2026, 04:30–05:30 (UTC)
            """)
    void timesAreInTheReadersZoneAndNameIt(String zone, Instant start, Instant end, String printed) {
        assertThat(new Times(zone, Locale.ENGLISH).range(start, end)).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            150000 | INR | INR 1,500.00
            99905  | INR | INR 999.05
            1500   | JPY | JPY 1,500
            1234567| KWD | KWD 1,234.567
            5      | ZZZ | ZZZ 0.05
            """)
    void pricesHaveTheirCurrencysDigits(long amount, String currency, String printed) {
        assertThat(Amounts.format(amount, currency, Locale.ENGLISH)).isEqualTo(printed);
    }

    @Test
    void aLineHasNoBreaksAndNoHiddenDirection() {
        assertThat(OneLine.of("Eve\r\nBcc: x\u2028y\u202Ez\u0000")).isEqualTo("Eve Bcc: x y z");
        assertThat(OneLine.of("क्\u200Dष")).isEqualTo("क्\u200Dष");
        assertThat(OneLine.of("😀".repeat(300))).isEqualTo("😀".repeat(199) + "…");
    }

    @Test
    void whatIsPutIntoATextIsWrittenAsItsLanguageDoes() {
        assertThat(Texts.text(Locale.ENGLISH, "refund.amount", "INR 750.00", 50))
                .isEqualTo("INR 750.00 (50 % of what was paid)");
        assertThat(Texts.text(Locale.forLanguageTag("he"), "refund.amount", "ILS 750.00", 50))
                .isEqualTo("\u2068ILS 750.00\u2069 (50% ממה ששולם)");
    }
}
