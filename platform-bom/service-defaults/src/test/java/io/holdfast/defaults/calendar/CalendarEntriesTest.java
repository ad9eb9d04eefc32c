package io.holdfast.defaults.calendar;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.holdfast.defaults.calendar.CalendarEntries.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What we write, as a library reads it that is not the one that wrote it. */
class CalendarEntriesTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    private static final Party ASHA = new Party("asha@example.com", "Asha \"Ash\" Rao");

    private final CalendarEntries entries = new CalendarEntries(
            Party.of("Holdfast <bookings@holdfast.example>"),
            "holdfast",
            new PublicLinks(URI.create("https://book.example.com/")));

    @ParameterizedTest
    @ValueSource(strings = {
        "A consultation with a specialist who takes an hour to listen, and another one to answer",
        "श्रीमती आशा क्षत्रिय के लिए विस्तृत ज्योतिष परामर्श और जन्म कुंडली का सम्पूर्ण विश्लेषण",
        "פגישת ייעוץ ראשונה עם מומחית לרפואה משלימה בביתה של הלקוחה בירושלים, כולל סיכום",
        "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀"
    })
    void noLineHasMoreThan75OctetsAndNoLetterIsCut(String text) {
        byte[] written = entries.request(booking(text, text, text), ASHA, NOW);

        assertThat(linesOf(written)).allSatisfy(line -> assertThat(line.length).isLessThanOrEqualTo(75))
                // Each line for itself is UTF-8: a reader may decode before it unfolds.
                .allSatisfy(line -> assertThat(new String(line, StandardCharsets.UTF_8)).doesNotContain("\uFFFD"));
        VEvent read = only(written);
        assertThat(read.getSummary().getValue()).isEqualTo(text + ": " + text);
        assertThat(read.getLocation().getValue()).isEqualTo(text);
    }

    @Test
    void aFeedHasAllOfThemInOrderOfTimeAndTheSameBytesUntilSomethingChanges() {
        var later = new CalendarBooking("b-2", "HF-2026-000002", 3, "Yoga", "Ravi Rao", START.plusSeconds(7200),
                START.plusSeconds(9000), null, null);
        var entry = new CalendarEntries.Entry(later, Standing.TENTATIVE, NOW);
        var first = new CalendarEntries.Entry(booking("Talk; long", "Dr Khan", null), Standing.CONFIRMED, NOW);

        byte[] written = entries.feed("Holdfast", List.of(entry, first));
        ICalendar read = Biweekly.parse(new String(written, StandardCharsets.UTF_8)).first();

        assertThat(read.validate(ICalVersion.V2_0).isEmpty()).as("%s", read.validate(ICalVersion.V2_0)).isTrue();
        assertThat(read.getEvents()).extracting(event -> event.getSummary().getValue())
                .containsExactly("Talk; long: Dr Khan", "Yoga: Ravi Rao");
        assertThat(read.getEvents().getLast().getSequence().getValue()).isEqualTo(3);
        assertThat(read.getEvents().getLast().getStatus().getValue()).isEqualTo("TENTATIVE");
        assertThat(new String(written, StandardCharsets.UTF_8)).contains("X-WR-CALNAME:Holdfast\r\n", "X-PUBLISHED-TTL:PT15M\r\n");
        assertThat(entries.feed("Holdfast", List.of(first, entry))).isEqualTo(written);
    }

    @Test
    void whatHasAMeaningInACalendarIsOnlyText() {
        String hostile = "a;b,c\\d: \"e\"\r\nATTENDEE:mailto:eve@example.com";
        VEvent read = only(entries.request(booking(hostile, "Dr Khan", hostile), ASHA, NOW));

        assertThat(read.getSummary().getValue())
                .isEqualTo("a;b,c\\d: \"e\" ATTENDEE:mailto:eve@example.com: Dr Khan");
        assertThat(read.getLocation().getValue()).isEqualTo("a;b,c\\d: \"e\" ATTENDEE:mailto:eve@example.com");
        assertThat(read.getAttendees()).hasSize(1);
        assertThat(read.getAttendees().getFirst().getCommonName()).isEqualTo("Asha 'Ash' Rao");
        assertThat(read.getDescription().getValue())
                .isEqualTo("HF-2026-000001\nhttps://book.example.com/b/b-1\nhttps://meet.example.com/x");
    }

    @Test
    void allWaysToGetAnEntryGiveTheSameOne() {
        CalendarBooking booking = booking("Consultation", "Dr Khan", "12 Lotus Marg, Mumbai");
        List<VEvent> all = List.of(
                only(entries.request(booking, ASHA, NOW)),
                only(entries.cancel(booking, ASHA, NOW)),
                only(entries.publish(booking, Standing.CONFIRMED, NOW)),
                only(entries.publish(booking, Standing.CANCELLED, NOW)));

        assertThat(all).allSatisfy(entry -> {
            assertThat(entry.getUid().getValue()).isEqualTo("b-1@holdfast");
            assertThat(entry.getSummary().getValue()).isEqualTo("Consultation: Dr Khan");
            assertThat(entry.getLocation().getValue()).isEqualTo("12 Lotus Marg, Mumbai");
            assertThat(entry.getOrganizer().getEmail()).isEqualTo("bookings@holdfast.example");
            assertThat(entry.getOrganizer().getCommonName()).isEqualTo("Holdfast");
            assertThat(entry.getDateStart().getValue().toInstant()).isEqualTo(START);
            assertThat(entry.getDateEnd().getValue().toInstant()).isEqualTo(START.plusSeconds(3600));
        });
        assertThat(all).extracting(entry -> entry.getSequence().getValue()).containsExactly(3, 4, 3, 4);
        assertThat(all).extracting(entry -> entry.getStatus().getValue())
                .containsExactly("CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED");
    }

    @Test
    void whatIsWrittenIsValid() {
        CalendarBooking booking = booking("Consultation", "Dr Khan", "Mumbai");
        for (byte[] written : List.of(
                entries.request(booking, ASHA, NOW),
                entries.cancel(booking, ASHA, NOW),
                entries.publish(booking, Standing.TENTATIVE, NOW))) {
            assertThat(read(written).validate(ICalVersion.V2_0).isEmpty()).isTrue();
        }
    }

    @Test
    void withoutAPlaceTheyMeetAtTheLink() {
        assertThat(only(entries.publish(booking("Consultation", null, null), Standing.CONFIRMED, NOW))
                        .getLocation()
                        .getValue())
                .isEqualTo("https://meet.example.com/x");
    }

    @Test
    void anAddressIsOneLineWithoutWhatItDoesNotHave() {
        assertThat(CalendarBooking.placeOf("12 Lotus Marg\n2nd lane", null, "42", "Mumbai"))
                .isEqualTo("12 Lotus Marg 2nd lane, 42, Mumbai");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Holdfast <bookings@holdfast.example>   | bookings@holdfast.example | Holdfast
            "Asha's, Practice" <a@example.com>     | a@example.com             | Asha's, Practice
            <a@example.com>                        | a@example.com             | -
            a@example.com                          | a@example.com             | -
            """, quoteCharacter = '`')
    void aPartyIsWrittenAsInAFromHeader(String header, String email, String name) {
        assertThat(Party.of(header)).isEqualTo(new Party(email, name));
    }

    private static CalendarBooking booking(String offering, String with, String place) {
        return new CalendarBooking(
                "b-1", "HF-2026-000001", 3, offering, with, START, START.plusSeconds(3600), place, "https://meet.example.com/x");
    }

    private static List<byte[]> linesOf(byte[] written) {
        var lines = new java.util.ArrayList<byte[]>();
        int start = 0;
        for (int i = 0; i + 1 < written.length; i++) {
            if (written[i] == '\r' && written[i + 1] == '\n') {
                lines.add(Arrays.copyOfRange(written, start, i));
                start = i + 2;
            }
        }
        assertThat(start).as("the last line ends, too").isEqualTo(written.length);
        return lines;
    }

    private static VEvent only(byte[] written) {
        ICalendar calendar = read(written);
        assertThat(calendar.getEvents()).hasSize(1);
        return calendar.getEvents().getFirst();
    }

    private static ICalendar read(byte[] written) {
        return Biweekly.parse(new String(written, StandardCharsets.UTF_8)).first();
    }
}
