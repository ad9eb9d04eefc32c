package io.holdfast.notification.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.holdfast.defaults.Languages;
import io.holdfast.notification.Message;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.NotificationKind.CalendarChange;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.Samples;
import io.holdfast.notification.preferences.UnsubscribeLinks;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;

/** All mails, to everybody who gets them, in every language: the words, and the calendar entry as another library reads it. */
class EveryMailTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Locale HEBREW = Locale.forLanguageTag("he");

    private final MailWriter writer = writer();

    static Stream<Arguments> mails() {
        return Languages.ALL.stream()
                .flatMap(language -> Arrays.stream(NotificationKind.values())
                        .flatMap(kind -> kind.readers().stream().map(reader -> Arguments.of(language, kind, reader))));
    }

    @ParameterizedTest
    @MethodSource("mails")
    void itIsInItsReadersLanguageAndWhole(Locale language, NotificationKind kind, Recipient reader) throws IOException {
        MailWriter.Content content = writer.render(sample(language, kind, reader), NOW);

        String folder = System.getProperty("mails");
        if (folder != null) {
            String name = kind + "." + reader + "." + language;
            Files.writeString(Path.of(folder, name + ".html"), content.html());
            Files.writeString(Path.of(folder, name + ".txt"), content.subject() + "\n\n" + content.text());
        }
        for (String form : List.of(content.subject(), content.text(), content.html())) {
            assertThat(form).doesNotContain("??", "[(", "[#", "th:text", "th:if", "{0}", "{1}", "null", " ,", "( ", " )");
            assertThat(form).containsPattern(scriptOf(language));
        }
        assertThat(content.html())
                .contains("lang=\"" + language.toLanguageTag() + "\"")
                .contains("dir=\"" + (language.equals(HEBREW) ? "rtl" : "ltr") + "\"");
        if (isBeforeABooking(kind)) {
            assertThat(content.text()).contains("http://localhost:8080/w/sample").doesNotContain("HF-");
        } else {
            assertThat(content.text()).contains("HF-2026-000001");
        }
    }

    @ParameterizedTest
    @MethodSource("mails")
    void itsCalendarEntryIsWhatItSaysAndFolded(Locale language, NotificationKind kind, Recipient reader) throws Exception {
        MimeMessage mail = sentAndReceived(writer.write(sample(language, kind, reader)));

        var mixed = (Multipart) mail.getContent();
        var alternatives = (Multipart) mixed.getBodyPart(0).getContent();
        if (kind.calendarChange() == CalendarChange.NONE || reader == Recipient.ADMIN || !sample(language, kind, reader).withCalendar()) {
            assertThat(mixed.getCount()).isEqualTo(1);
            assertThat(alternatives.getCount()).isEqualTo(2);
            return;
        }
        assertThat(typesOf(alternatives)).containsExactly("text/plain", "text/html", "text/calendar");
        BodyPart file = mixed.getBodyPart(1);
        assertThat(file.getFileName()).isEqualTo("booking.ics");
        assertThat(file.getDisposition()).isEqualTo(Part.ATTACHMENT);
        byte[] entry = file.getInputStream().readAllBytes();
        assertThat(alternatives.getBodyPart(2).getInputStream()).hasBinaryContent(entry);
        String method = kind.calendarChange() == CalendarChange.REMOVE ? "CANCEL" : "REQUEST";
        assertThat(alternatives.getBodyPart(2).getContentType()).contains("method=" + method);

        String text = new String(entry, StandardCharsets.UTF_8);
        assertThat(text.split("\r\n"))
                .allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        ICalendar calendar = Biweekly.parse(text).first();
        assertThat(calendar.validate(ICalVersion.V2_0).isEmpty()).isTrue();
        assertThat(calendar.getMethod().getValue()).isEqualTo(method);
        VEvent event = calendar.getEvents().getFirst();
        assertThat(event.getUid().getValue()).isEqualTo("sample@holdfast");
        assertThat(event.getSequence().getValue()).isEqualTo(method.equals("CANCEL") ? 3 : 2);
        assertThat(event.getOrganizer().getEmail()).isEqualTo("bookings@holdfast.example");
        assertThat(event.getAttendees()).singleElement().satisfies(attendee ->
                assertThat(attendee.getEmail()).isEqualTo(reader.name().toLowerCase(Locale.ROOT) + "@example.com"));
        assertThat(event.getStatus().isCancelled()).isEqualTo(method.equals("CANCEL"));
        assertThat(event.getLocation().getValue()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"texts,hi", "texts,he", "pages,hi", "pages,he", "samples,hi", "samples,he"})
    void aLanguageHasTheSameTextsWithTheSameValuesInThem(String file, String language) throws IOException {
        Properties english = texts(file);
        Properties other = texts(file + "_" + language);

        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.stringPropertyNames()).filteredOn(key -> !key.startsWith("pattern."))
                .allSatisfy(key -> assertThat(placeholders(other.getProperty(key)))
                        .isEqualTo(placeholders(english.getProperty(key))));
    }

    @Test
    void everyKindHasWordsForItsReadersAndForNobodyElse() throws IOException {
        assertThat(texts("texts").stringPropertyNames().stream()
                        .filter(key -> key.endsWith(".subject"))
                        .map(key -> key.substring(0, key.length() - ".subject".length())))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(NotificationKind.values())
                        .flatMap(kind -> kind.readers().stream().map(reader -> kind + "." + reader))
                        .toList());
    }

    @Test
    void everyNoticeToTheAdminHasWordsForItsFactsAndNoOtherIsWritten() throws IOException {
        Properties english = texts("texts");

        assertThat(english.stringPropertyNames()).filteredOn(key -> key.startsWith("notice.") && !key.equals("notice.footer"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(AdminNotice.values())
                        .flatMap(notice -> Stream.of(notice.texts() + ".heading", notice.texts() + ".intro"))
                        .toList());
        for (AdminNotice notice : AdminNotice.values()) {
            assertThat(new SampleMessages(Locale.ENGLISH, NOW).facts(notice)).hasSize(notice.facts());
            assertThat(placeholders(english.getProperty(notice.texts() + ".intro")))
                    .isEqualTo(IntStream.rangeClosed(0, notice.facts()).mapToObj(fact -> "{" + fact + "}").toList());
        }
    }

    @Test
    void inATextThatRunsToTheLeftNumbersKeepTheirPlusAndTimesTheirOrder() {
        MailWriter.Content content =
                writer.render(sample(HEBREW, NotificationKind.CONFIRMED, Recipient.PROFESSIONAL), NOW);

        assertThat(content.text())
                .contains("\u2068+919812345678\u2069", "\u2068HF-2026-000001\u2069", "10:00\u200E–\u200E11:00")
                // A mark at its end would be taken for a part of it.
                .containsPattern("http\\S+[a-z0-9]\\s");
        assertThat(content.html()).contains("<bdi>+919812345678</bdi>");
        assertThat(content.subject()).doesNotContainPattern("[\u2066-\u2069]");
    }

    @Test
    void daysAndAmountsAreWrittenAsTheReadersLanguageDoes() {
        Instant start = Instant.parse("2026-12-01T08:00:00Z");
        assertThat(new Times("Asia/Kolkata", Locale.forLanguageTag("hi")).moment(start))
                .isEqualTo("मंगलवार, 1 दिसंबर 2026, 13:30 (भारतीय मानक समय, Asia/Kolkata)");
        assertThat(new Times("Asia/Jerusalem", HEBREW).moment(start))
                .isEqualTo("יום שלישי, 1 בדצמבר 2026, 10:00 (שעון ישראל (חורף), Asia/Jerusalem)");
    }

    private static boolean isBeforeABooking(NotificationKind kind) {
        return switch (kind) {
            case WAITLIST_JOINED, WAITLIST_OFFER, WAITLIST_MISSED -> true;
            default -> false;
        };
    }

    private static Message sample(Locale language, NotificationKind kind, Recipient reader) {
        return new SampleMessages(language, NOW).message(kind, reader);
    }

    private static Pattern scriptOf(Locale language) {
        return Pattern.compile(switch (language.getLanguage()) {
            case "hi" -> "\\p{IsDevanagari}{2}";
            case "he" -> "\\p{IsHebrew}{2}";
            default -> "[a-z]{2}";
        });
    }

    private static Properties texts(String name) throws IOException {
        var texts = new Properties();
        String file = "/notification-service/" + name + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(EveryMailTest.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static List<String> placeholders(String text) {
        return Pattern.compile("\\{\\d[^}]*}").matcher(text).results().map(MatchResult::group).distinct().sorted().toList();
    }

    private static List<String> typesOf(Multipart parts) throws Exception {
        var types = new java.util.ArrayList<String>();
        for (int i = 0; i < parts.getCount(); i++) {
            types.add(parts.getBodyPart(i).getContentType().replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT));
        }
        return types;
    }

    private static MimeMessage sentAndReceived(MimeMessage mail) throws Exception {
        mail.saveChanges();
        var bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static MailWriter writer() {
        try {
            return new MailWriter(
                    new JavaMailSenderImpl(), Samples.settings(), Samples.businesses(), new MessageLinks(Samples.settings()),
                    new UnsubscribeLinks(Samples.settings()),
                    Clock.fixed(NOW, ZoneOffset.UTC));
        } catch (jakarta.mail.internet.AddressException e) {
            throw new IllegalStateException(e);
        }
    }
}
