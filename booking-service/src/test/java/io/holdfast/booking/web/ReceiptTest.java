package io.holdfast.booking.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingMother;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.RefundChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;

import static io.holdfast.booking.domain.booking.BookingMother.NOW;
import static io.holdfast.booking.domain.booking.BookingMother.PRICE;
import static io.holdfast.booking.domain.booking.BookingMother.START;
import static io.holdfast.booking.domain.booking.Decisions.after;
import static org.assertj.core.api.Assertions.assertThat;

/** The receipt says what somebody must be able to show, in whatever script their names are. */
class ReceiptTest {

    private static final String SELLER = "Lotus Clinic Pvt. Ltd.\n1 MG Road, Pune\nGSTIN 27AAAAA0000A1Z5";

    @Test
    void itNamesSellerNumberPaymentAndWhenInWhichZone() throws IOException {
        assertThat(textOf(written(refunded("Asha Rao", "Consultation", "Dr Sarah Khan")))).contains(
                "Receipt HF-2026-000001", "Lotus Clinic Pvt. Ltd.", "1 MG Road, Pune", "GSTIN 27AAAAA0000A1Z5",
                "Consultation", "60 minutes", "Dr Sarah Khan", "Asha Rao", "asha@example.com", "Ravi Rao", "Cancelled",
                "1 Dec 2026 10:00 (Asia/Kolkata)",
                "Paid on 28 Nov 2026 15:30 (Asia/Kolkata)", "Payment pay_Nx71", "INR 1,500.00",
                "Refunded on 28 Nov 2026 15:31 (Asia/Kolkata)", "Refund of payment pay_Nx71, rfnd_Q2", "INR 0.00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            श्रीमती आशा क्षत्रिय        | NotoSansDevanagari
            רונית כהן-לוי               | LiberationSans
            محمد بن سلمان               | NotoSansArabic
            ராஜேஷ் குமார்                | NotoSansTamil
            আশা চৌধুরী                  | NotoSansBengali
            ఆశా రావు                    | NotoSansTelugu
            આશા પટેલ                    | NotoSansGujarati
            ಆಶಾ ರಾವ್                    | NotoSansKannada
            ആശ മേനോൻ                   | NotoSansMalayalam
            ਆਸ਼ਾ ਸਿੰਘ                    | NotoSansGurmukhi
            สมชาย ใจดี                  | NotoSansThai
            Łukasz Żółć                 | LiberationSans
            Ελένη Παπαδοπούλου          | LiberationSans
            Наталья Щёлкова             | LiberationSans
            """)
    void aNameIsPrintedInItsOwnScript(String name, String font) throws IOException {
        byte[] pdf = written(paid(name, "Consultation", "Dr " + name, PRICE));

        assertThat(fontsOf(pdf)).anyMatch(embedded -> embedded.contains(font));
        assertThat(textOf(pdf)).contains(name).doesNotContain("?", "\u25A1");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "דר רונית כהן, 42 (Dr R. Cohen)", "आशा Rao (दिल्ली) 12", "Asha رائو 12-34", "日本 花子 😀", "e\u0301\u200D\u200C x",
        "\u202Eevil\u202C", "\uD800 lone", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        "क्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्षक्ष", "a\nb\tc\u0000d", "   "
    })
    void noNameIsTooStrangeForAReceipt(String name) throws IOException {
        byte[] pdf = written(paid(name, name, name, PRICE));

        assertThat(textOf(pdf)).contains("Payment pay_Nx71");
    }

    @Test
    void aHindiReceiptIsHindiFromTitleToStatus() throws IOException {
        byte[] pdf = written(refunded("श्रीमती आशा क्षत्रिय", "ज्योतिष परामर्श", "डॉ. सारा ख़ान"), Locale.forLanguageTag("hi"));

        assertThat(textOf(pdf))
                .contains("रसीद", "बुकिंग संख्या", "ज्योतिष परामर्श", "मिनट", "डॉ", "दिसंबर", "श्रीमती आशा क्षत्रिय", "रद्द की गई", "मूल्य",
                        "को भुगतान हुआ", "को राशि लौटाई गई", "INR 1,500.00", "INR 0.00")
                .doesNotContain("Receipt", "Paid", "Cancelled", "\u25A1");
        assertThat(fontsOf(pdf)).anyMatch(font -> font.contains("NotoSansDevanagari-Bold"));
        assertThat(languageOf(pdf)).isEqualTo("hi");
    }

    /** Each line from its left end, as it stands on the page; what runs to the left is read by the runs' order from the end. */
    @Test
    void aHebrewReceiptRunsToTheLeftAndItsNumbersDoNot() throws IOException {
        byte[] pdf = written(refunded("רונית כהן-לוי", "ייעוץ אישי", "ד״ר שרה חאן"), Locale.forLanguageTag("he"));

        assertThat(textOf(pdf))
                .contains("HF-2026-000001\n \nקבלה\n", "HF-2026-000001\nמספר הזמנה\n",
                        "רונית כהן-לוי", "ייעוץ אישי", "בוטלה", "דקות\n60", "INR 1,500.00",
                        "asha@example.com", "15:30", "pay_Nx71\n \nתשלום", "pay_Nx71, rfnd_Q2\n \nהחזר עבור תשלום")
                .doesNotContain("Receipt", "Paid", "Cancelled", "\u25A1");
        assertThat(languageOf(pdf)).isEqualTo("he");
        try (var reader = new PdfReader(pdf)) {
            PdfDictionary preferences = reader.getCatalog().getAsDict(PdfName.VIEWERPREFERENCES);
            assertThat(preferences.getAsName(PdfName.DIRECTION)).isEqualTo(PdfName.R2L);
        }
    }

    /** The second line begins with an English word, and by itself it would run to the right. */
    @Test
    void aLineOfALongParagraphRunsAsTheParagraphDoes() throws IOException {
        String text = textOf(written(paid("Asha Rao", "ייעוץ ".repeat(12) + "Consultation ייעוץ", "Dr Khan", PRICE)));

        assertThat(text).contains(" ייעוץ\nConsultation\n");
    }

    @ParameterizedTest
    @CsvSource({"hi", "he"})
    void everyWordIsThereInEveryLanguage(String language) {
        ResourceBundle.Control exactly = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        ResourceBundle english = ResourceBundle.getBundle("booking-service/receipt", Locale.ROOT, exactly);
        ResourceBundle other = ResourceBundle.getBundle("booking-service/receipt", Locale.forLanguageTag(language), exactly);

        // keySet() has the parent's keys, too; a text of its own differs, but for what has no words.
        assertThat(english.keySet()).filteredOn(key -> !key.equals("time.zone")).allSatisfy(key -> {
            assertThat(other.getString(key)).isNotEqualTo(english.getString(key));
            assertThat(placeholders(other.getString(key))).isEqualTo(placeholders(english.getString(key)));
        });
        assertThat(Arrays.stream(BookingStatus.values()).map(status -> "status." + status)).isSubsetOf(english.keySet());
    }

    private static List<String> placeholders(String text) {
        return Pattern.compile("\\{\\d}").matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    @Test
    void mixedDirectionsStandInTheirReadingOrder() throws IOException {
        String text = textOf(written(paid("Dr. רונית כהן, 42", "Consultation", "Dr Khan", PRICE)));

        // From the left: the English, then what is read from the right: the number, its space, and the name.
        assertThat(text).contains("Dr. \n42\n \nרונית כהן,\n");
    }

    @Test
    void bracketsInARightToLeftLineOpenToTheLeft() throws IOException {
        String text = textOf(written(paid("כהן (Dr R. Cohen)", "Consultation", "Dr Khan", PRICE)));

        assertThat(text).contains("(\nDr R. Cohen\n", "כהן (\n");
    }

    @ParameterizedTest
    @CsvSource({"JPY,1500,'JPY 1,500'", "KWD,1234567,'KWD 1,234.567'", "INR,99905,'INR 999.05'", "XXX,150,XXX 150"})
    void amountsHaveTheirCurrencysDigitsAndNoCurrencyIsAnError(String currency, long amount, String printed)
            throws IOException {
        assertThat(textOf(written(paid("Asha Rao", "Consultation", "Dr Khan", Money.of(amount, currency)))))
                .contains(printed);
    }

    @Test
    void aRuntimeWithoutFontMachineryPrintsTheLettersUnjoined() throws IOException {
        Booking booking = paid("आशा", "ייעוץ", "Dr Khan", PRICE);
        Payment payment = Objects.requireNonNull(booking.state().payment());

        byte[] pdf = Receipt.write(new Typesetter(false), booking, payment, SELLER, Locale.ENGLISH);

        assertThat(fontsOf(pdf)).anyMatch(font -> font.contains("NotoSansDevanagari"));
    }

    @Test
    void everyFontThatTextIsSetInIsEmbedded() throws IOException {
        try (var reader = new PdfReader(written(paid("आशा", "ייעוץ", "Dr Khan", PRICE)))) {
            PdfDictionary fonts = reader.getPageN(1).getAsDict(PdfName.RESOURCES).getAsDict(PdfName.FONT);
            // Helvetica is OpenPDF's default and named although nothing is set in it.
            assertThat(fonts.getKeys())
                    .filteredOn(name -> !fonts.getAsDict(name).getAsName(PdfName.BASEFONT).toString().equals("/Helvetica"))
                    .hasSize(3)
                    .allSatisfy(name -> {
                        PdfArray descendants = fonts.getAsDict(name).getAsArray(PdfName.DESCENDANTFONTS);
                        PdfDictionary descriptor = descendants.getAsDict(0).getAsDict(PdfName.FONTDESCRIPTOR);
                        assertThat(descriptor.get(PdfName.FONTFILE2)).isNotNull();
                    });
        }
    }

    private static byte[] written(Booking booking) throws IOException {
        return written(booking, Locale.ENGLISH);
    }

    private static byte[] written(Booking booking, Locale locale) throws IOException {
        byte[] pdf = Receipt.write(booking, Objects.requireNonNull(booking.state().payment()), SELLER, locale);
        String folder = System.getProperty("receipts");
        if (folder != null) {
            Files.write(Files.createTempFile(Path.of(folder), "receipt-" + locale + "-", ".pdf"), pdf);
        }
        return pdf;
    }

    private static Booking refunded(String client, String offering, String professional) {
        Booking cancelled = after(paid(client, offering, professional, PRICE)
                .cancel(BookingMother.PROFESSIONAL, "Ill", RefundChoice.POLICY, NOW));
        return after(BookingMother.told(cancelled, "message-2", NOW.plusSeconds(60)).refunded("pay_Nx71", "rfnd_Q2", PRICE));
    }

    private static String languageOf(byte[] pdf) throws IOException {
        try (var reader = new PdfReader(pdf)) {
            return reader.getCatalog().getAsString(PdfName.LANG).toUnicodeString();
        }
    }

    private static Booking paid(String client, String offering, String professional, Money price) {
        BookingTerms usual = BookingMother.terms(Confirmation.INSTANT, price);
        var terms = new BookingTerms(
                usual.id(), usual.tenant(), usual.number(), usual.mode(), false,
                new OfferingRef(new OfferingId("consultation-60"), offering), usual.rules(), Map.of(), usual.policies(),
                usual.price(), Client.signedIn("demo-client", new Contact(client, "asha@example.com", null)),
                usual.recipient(), null, null, Map.of(), "hi", ZoneId.of("Asia/Kolkata"), null, false, null, null, null, NOW);
        var slot = Slot.of(new ProfessionalRef(new ProfessionalId("dr-sarah-khan"), professional), START, 60);
        Booking held = after(after(Booking.request(terms, slot, "demo-client"))
                .slotReserved(1, BookingMother.HOLD_UNTIL, NOW, NOW));
        return after(BookingMother.told(held, NOW).captured("pay_Nx71", price));
    }

    private static TreeSet<String> fontsOf(byte[] pdf) throws IOException {
        var names = new TreeSet<String>();
        try (var reader = new PdfReader(pdf)) {
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                PdfDictionary fonts = reader.getPageN(page).getAsDict(PdfName.RESOURCES).getAsDict(PdfName.FONT);
                fonts.getKeys().forEach(name -> names.add(fonts.getAsDict(name).getAsName(PdfName.BASEFONT).toString()));
            }
        }
        return names;
    }

    /** What a search finds and a screen reader says: the actual text of each run, in the order of the page. */
    private static String textOf(byte[] pdf) throws IOException {
        return ActualText.of(pdf);
    }
}
