package io.holdfast.booking.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.stream.IntStream;

import io.holdfast.booking.analytics.AnalyticsResponse.ShareView;
import io.holdfast.booking.analytics.BookingNews.Appointment;
import io.holdfast.booking.analytics.BookingNews.Occasion;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.web.ActualText;
import io.holdfast.defaults.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;

import static org.assertj.core.api.Assertions.assertThat;

/** A month on paper: its figures, its bars and its names, in whatever script these are. */
class MonthReportTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

    @ParameterizedTest
    @CsvSource({
        "en,Bookings in December 2026,Services",
        "hi,दिसंबर 2026 की बुकिंग,सेवाएँ",
        "he,הזמנות – דצמבר 2026,שירותים"
    })
    void itSaysItInTheReadersLanguageAndNamesInTheirScripts(String language, String title, String heading) throws IOException {
        byte[] pdf = written(figures(120), Locale.forLanguageTag(language));

        // Each run of one script is by itself.
        String text = ActualText.of(pdf).replaceAll("\\s+", "");
        for (String word : (title + " " + heading + " Consultation डॉ. आशा राव דנה כהן 120").split(" ")) {
            assertThat(text).contains(word);
        }
        assertThat(text).contains("INR90,000.00");
        try (var reader = new PdfReader(pdf)) {
            assertThat(reader.getCatalog().getAsString(PdfName.LANG).toUnicodeString()).isEqualTo(language);
        }
    }

    @Test
    void itsBarsAreDrawn() throws IOException {
        int drawn = 0;
        try (var reader = new PdfReader(written(figures(120), Locale.ENGLISH))) {
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                PdfDictionary drawings = reader.getPageN(page).getAsDict(PdfName.RESOURCES).getAsDict(PdfName.XOBJECT);
                drawn += drawings == null ? 0 : drawings.size();
            }
        }
        assertThat(drawn).isEqualTo(2);
    }

    @Test
    void aMonthWithoutBookingsIsAReportToo() throws IOException {
        assertThat(ActualText.of(written(figures(0), Locale.ENGLISH))).contains("Bookings in December 2026", "INR 0.00", "0.0%");
    }

    @Test
    void everyLanguageHasAllWords() {
        var english = new TreeSet<>(ResourceBundle.getBundle("booking-service/report", Locale.ROOT).keySet());
        for (Locale locale : Languages.ALL.subList(1, Languages.ALL.size())) {
            var bundle = ResourceBundle.getBundle("booking-service/report", locale);
            assertThat(english).allSatisfy(key -> assertThat(bundle.getString(key))
                    .as("%s in %s", key, locale)
                    .isNotEqualTo(ResourceBundle.getBundle("booking-service/report", Locale.ROOT).getString(key)));
        }
    }

    private static byte[] written(AnalyticsResponse figures, Locale locale) throws IOException {
        byte[] pdf = MonthReport.write(figures, "Lotus Clinic – कमल चिकित्सालय\nGSTIN 27AAAAA0000A1Z5", locale);
        String folder = System.getProperty("receipts");
        if (folder != null) {
            Files.write(Files.createTempFile(Path.of(folder), "report-" + locale + "-", ".pdf"), pdf);
        }
        return pdf;
    }

    private static AnalyticsResponse figures(int bookings) {
        var figures = new MonthFigures(DECEMBER, ZONE);
        IntStream.range(0, bookings).forEach(index -> figures.add(fact(index)));
        return AnalyticsResponse.of(
                DECEMBER, ZONE.getId(), figures, "INR",
                figures.offerings().stream().map(share -> ShareView.of(share, "Consultation", "INR")).toList(),
                figures.professionals().stream()
                        .map(share -> ShareView.of(share, share.id().equals("p0") ? "डॉ. आशा राव" : "דנה כהן (Dana)", "INR"))
                        .toList());
    }

    private static BookingFact fact(int index) {
        Instant start = DECEMBER.atDay(1 + index * 7 % 31).atTime(9 + index % 9, 30).atZone(ZONE).toInstant();
        BookingFact fact = BookingFact.unknown("demo", "b-" + index).with(new BookingNews(
                new TenantId("demo"), "b-" + index, 4, start.minusSeconds(86_400), Standing.CONFIRMED, Occasion.CONFIRMED,
                "consultation", new Appointment(start, "p" + index % 2)));
        return index % 2 == 0 ? fact.withCapture("pay_" + index, Money.of(150_000, "INR")) : fact;
    }
}
