package io.holdfast.availability.calendars;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.availability.domain.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What iCalendar files say, written as Google, Outlook and Apple write them. */
class CalendarFileTest {

    /** Over the end of summer time, on 25 October. */
    private static final BusyWindow WINDOW = new BusyWindow(
            LocalDate.parse("2026-10-19"), LocalDate.parse("2026-11-29"), ZoneId.of("Europe/Berlin"));

    private static final int MOST = 5_000;

    @Test
    void whatGoogleExports() throws Unreadable {
        assertThat(read("""
                BEGIN:VCALENDAR
                PRODID:-//Google Inc//Google Calendar 70.9054//EN
                VERSION:2.0
                CALSCALE:GREGORIAN
                METHOD:PUBLISH
                X-WR-CALNAME:asha@example.com
                X-WR-TIMEZONE:Asia/Kolkata
                BEGIN:VTIMEZONE
                TZID:Europe/Berlin
                X-LIC-LOCATION:Europe/Berlin
                BEGIN:DAYLIGHT
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                TZNAME:GMT+2
                DTSTART:19700329T020000
                RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
                END:DAYLIGHT
                BEGIN:STANDARD
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                TZNAME:GMT+1
                DTSTART:19701025T030000
                RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
                END:STANDARD
                END:VTIMEZONE
                BEGIN:VEVENT
                DTSTART;TZID=Europe/Berlin:20260105T090000
                DTEND;TZID=Europe/Berlin:20260105T093000
                RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20261102T225959Z;BYDAY=MO
                EXDATE;TZID=Europe/Berlin:20261019T090000
                DTSTAMP:20261120T080000Z
                UID:7kukuqrfedlm2f9t0m7p4hkg3c@google.com
                ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="Rao, Asha: one";X-NUM-GUESTS=0:mailto:asha@example.com
                SUMMARY:Jour fixe\\, very secret
                SEQUENCE:0
                STATUS:CONFIRMED
                TRANSP:OPAQUE
                BEGIN:VALARM
                ACTION:DISPLAY
                TRIGGER:-P0DT0H10M0S
                DURATION:PT15M
                END:VALARM
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;TZID=Europe/Berlin:20261026T140000
                DTEND;TZID=Europe/Berlin:20261026T150000
                UID:7kukuqrfedlm2f9t0m7p4hkg3c@google.com
                RECURRENCE-ID;TZID=Europe/Berlin:20261026T090000
                SUMMARY:Jour fixe\\, later
                STATUS:CONFIRMED
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20261112
                DTEND;VALUE=DATE:20261114
                UID:away@google.com
                SUMMARY:Away
                TRANSP:OPAQUE
                END:VEVENT
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20261111
                DTEND;VALUE=DATE:20261112
                UID:birthday@google.com
                SUMMARY:A birthday leaves the day free
                TRANSP:TRANSPARENT
                END:VEVENT
                BEGIN:VEVENT
                DTSTART:20261120T100000Z
                DTEND:20261120T110000Z
                UID:off@google.com
                STATUS:CANCELLED
                END:VEVENT
                BEGIN:VEVENT
                DTSTART:20261121T100000Z
                DTEND:20261121T110000Z
                UID:stays@google.com
                STATUS:TENTATIVE
                END:VEVENT
                BEGIN:VEVENT
                DTSTART:20190101T100000Z
                DTEND:20190101T110000Z
                UID:long-ago@google.com
                END:VEVENT
                END:VCALENDAR
                """)).containsExactly(
                // Not on the 19th, which is an exception; on the 26th at another time, in winter; and the rule ends on the 2nd.
                slot("2026-10-26T13:00:00Z", "2026-10-26T14:00:00Z"),
                slot("2026-11-02T08:00:00Z", "2026-11-02T08:30:00Z"),
                // Whole days in the calendar's zone, which is India's.
                slot("2026-11-11T18:30:00Z", "2026-11-13T18:30:00Z"),
                slot("2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z"));
    }

    @Test
    void whatOutlookPublishes() throws Unreadable {
        assertThat(read("""
                BEGIN:VCALENDAR
                METHOD:PUBLISH
                PRODID:Microsoft Exchange Server 2010
                VERSION:2.0
                X-WR-CALNAME:Calendar
                BEGIN:VTIMEZONE
                TZID:Eastern Standard Time
                BEGIN:STANDARD
                DTSTART:16010101T020000
                TZOFFSETFROM:-0400
                TZOFFSETTO:-0500
                RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:16010101T020000
                TZOFFSETFROM:-0500
                TZOFFSETTO:-0400
                RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3
                END:DAYLIGHT
                END:VTIMEZONE
                BEGIN:VTIMEZONE
                TZID:Customized Time Zone
                BEGIN:STANDARD
                DTSTART:16010101T000000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:16010101T000000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                END:DAYLIGHT
                END:VTIMEZONE
                BEGIN:VEVENT
                DESCRIPTION:\\n
                RRULE:FREQ=DAILY;COUNT=4;INTERVAL=2
                UID:040000008200E00074C5B7101A82E00800000000
                SUMMARY:Busy
                DTSTART;TZID=Eastern Standard Time:20261028T090000
                DTEND;TZID=Eastern Standard Time:20261028T100000
                CLASS:PUBLIC
                PRIORITY:5
                TRANSP:OPAQUE
                STATUS:CONFIRMED
                SEQUENCE:0
                X-MICROSOFT-CDO-APPT-SEQUENCE:0
                X-MICROSOFT-CDO-BUSYSTATUS:BUSY
                X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
                END:VEVENT
                BEGIN:VEVENT
                UID:040000008200E00074C5B7101A82E00800000001
                SUMMARY:Free
                DTSTART;TZID=Eastern Standard Time:20261030T120000
                DTEND;TZID=Eastern Standard Time:20261030T130000
                TRANSP:OPAQUE
                X-MICROSOFT-CDO-BUSYSTATUS:FREE
                END:VEVENT
                BEGIN:VEVENT
                UID:040000008200E00074C5B7101A82E00800000002
                DTSTART;TZID=Customized Time Zone:20261110T120000
                DTEND;TZID=Customized Time Zone:20261110T130000
                X-MICROSOFT-CDO-BUSYSTATUS:OOF
                END:VEVENT
                END:VCALENDAR
                """)).containsExactly(
                // 9:00 in New York, whose summer time ends a week after Europe's.
                slot("2026-10-28T13:00:00Z", "2026-10-28T14:00:00Z"),
                slot("2026-10-30T13:00:00Z", "2026-10-30T14:00:00Z"),
                slot("2026-11-01T14:00:00Z", "2026-11-01T15:00:00Z"),
                slot("2026-11-03T14:00:00Z", "2026-11-03T15:00:00Z"),
                // Of this zone two offsets are known, and it is busy in both.
                slot("2026-11-10T10:00:00Z", "2026-11-10T12:00:00Z"));
    }

    @Test
    void whatAppleWrites() throws Unreadable {
        assertThat(read("""
                BEGIN:VCALENDAR
                VERSION:2.0
                PRODID:-//Apple Inc.//macOS 26.0//EN
                CALSCALE:GREGORIAN
                X-WR-CALNAME:Home
                BEGIN:VEVENT
                UID:B4A1C1B0-1111
                TRANSP:OPAQUE
                DTSTART;TZID=Europe/Berlin:20261023T100000
                DURATION:PT1H30M
                RRULE:FREQ=MONTHLY;BYDAY=-1FR
                RDATE;TZID=Europe/Berlin:20261104T100000
                X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC
                END:VEVENT
                BEGIN:VEVENT
                UID:B4A1C1B0-2222
                DTSTART:20261105T100000
                DTEND:20261105T110000
                SUMMARY:Floating, so in the professional's zone
                END:VEVENT
                BEGIN:VEVENT
                UID:B4A1C1B0-3333
                DTSTART;VALUE=DATE:20261024
                RRULE:FREQ=DAILY;UNTIL=20261026
                EXDATE;VALUE=DATE:20261024
                END:VEVENT
                BEGIN:VEVENT
                UID:B4A1C1B0-4444
                DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/London:20261106T100000
                DTEND;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/London:20261106T110000
                END:VEVENT
                BEGIN:VEVENT
                UID:B4A1C1B0-5555
                DTSTART:20261107T100000Z
                SUMMARY:Without an end it takes no time
                END:VEVENT
                END:VCALENDAR
                """)).containsExactly(
                // The first of a recurrence counts, although the rule has it not.
                slot("2026-10-23T08:00:00Z", "2026-10-23T09:30:00Z"),
                // 25 October has 25 hours; the last Friday of October is the 30th, of November the 27th.
                slot("2026-10-24T22:00:00Z", "2026-10-26T23:00:00Z"),
                slot("2026-10-30T09:00:00Z", "2026-10-30T10:30:00Z"),
                slot("2026-11-04T09:00:00Z", "2026-11-04T10:30:00Z"),
                slot("2026-11-05T09:00:00Z", "2026-11-05T10:00:00Z"),
                slot("2026-11-06T10:00:00Z", "2026-11-06T11:00:00Z"),
                slot("2026-11-27T09:00:00Z", "2026-11-27T10:30:00Z"));
    }

    @Test
    void whatAServersFreeBusyAnswerSays() throws Unreadable {
        assertThat(read("""
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VFREEBUSY
                DTSTART:20261019T000000Z
                DTEND:20261129T000000Z
                FREEBUSY:20261102T090000Z/PT1H,20261102T100000Z/20261102T113000Z
                FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261103T090000Z/PT15M
                FREEBUSY;FBTYPE=FREE:20261104T090000Z/PT1H
                END:VFREEBUSY
                END:VCALENDAR
                """)).containsExactly(
                slot("2026-11-02T09:00:00Z", "2026-11-02T11:30:00Z"), slot("2026-11-03T09:00:00Z", "2026-11-03T09:15:00Z"));
    }

    @Test
    void ourOwnBookingsCountOnce() throws Unreadable {
        Set<String> own = new OwnBookings(Set.of("b-1"), "holdfast").uids();
        String file = event("UID:b-1@holdfast", "20261102T090000Z", "20261102T100000Z")
                + event("UID:b-2@holdfast", "20261103T090000Z", "20261103T100000Z")
                + event("UID:hfc15b3e81ec8b5bd1cc5b1d8a3bc0d2b0fcd6ee2b@google.com", "20261104T090000Z", "20261104T100000Z");

        assertThat(CalendarFile.read(List.of(calendar(file)), WINDOW, MOST, own).busy())
                .as("only what is on the professional's days here is known to be theirs")
                .containsExactly(
                        slot("2026-11-03T09:00:00Z", "2026-11-03T10:00:00Z"), slot("2026-11-04T09:00:00Z", "2026-11-04T10:00:00Z"));
        assertThat(own).anyMatch(uid -> uid.matches("hf[0-9a-f]{40}@google\\.com"));
    }

    @Test
    void linesEndAndGoOnAsTheyWantTo() throws Unreadable {
        String lines = calendar(event("UID:a\r\n b\r\n\tc", "2026110\r\n 2T090000Z", "20261102T100000Z"))
                .replace("\n", "\r\n")
                .replace("\r\r", "\r");

        assertThat(read("\uFEFF" + lines)).containsExactly(slot("2026-11-02T09:00:00Z", "2026-11-02T10:00:00Z"));
        assertThat(read(lines.strip())).hasSize(1);
    }

    @Test
    void severalFilesAreOneCalendar() throws Unreadable {
        List<String> objects = List.of(
                calendar(event("UID:a", "20261102T090000Z", "20261102T100000Z")),
                calendar("BEGIN:VTODO\nUID:t\nDTSTART:20261102T090000Z\nDUE:20261108T090000Z\nEND:VTODO\n"),
                calendar(event("UID:b", "20261102T093000Z", "20261102T110000Z")));

        assertThat(CalendarFile.read(objects, WINDOW, MOST, Set.of()).busy())
                .containsExactly(slot("2026-11-02T09:00:00Z", "2026-11-02T11:00:00Z"));
        assertThat(CalendarFile.read(List.of(), WINDOW, MOST, Set.of()).busy()).isEmpty();
    }

    @Test
    void whatBeganLongAgoAndLastsIsNotOver() throws Unreadable {
        assertThat(read(calendar(event("UID:a", "20250101T000000Z", "20270101T000000Z"))))
                .singleElement()
                .satisfies(slot -> assertThat(slot.overlaps(WINDOW.range())).isTrue());
        assertThat(read(calendar(
                        "BEGIN:VEVENT\nUID:b\nDTSTART:19900101T080000Z\nDURATION:P1W\nRRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20\nEND:VEVENT\n")))
                .containsExactly(slot("2026-11-20T08:00:00Z", "2026-11-27T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DTSTART:20261102T250000Z                                   | An event has a date or time that is none.
            DTSTART:tomorrow                                           | An event has a date or time that is none.
            DTSTART;TZID=Sea/Atlantis:20261102T090000                  | An event is in a time zone that is not known.
            SUMMARY:no start                                           | An event has no start.
            DTSTART:20261102T090000Z~DURATION:an hour                  | An event has a duration that is none.
            DTSTART:20261102T090000Z~DTEND:99991231T000000Z            | An event has a date or time that is none.
            DTSTART:20261102T090000Z~DTEND:20500101T000000Z            | An event lasts longer than ten years.
            DTSTART:20261102T090000Z~DURATION:PT1H~RRULE:FREQ=SECONDLY | An event comes again more often than daily, which is not understood.
            DTSTART:20261102T090000Z~DURATION:PT1H~RRULE:COUNT=3       | An event comes again by a rule that is not understood.
            DTSTART:20261102T090000Z~DURATION:PT1H~RRULE:FREQ=DAILY;BYDAY=XX | An event comes again by a rule that is not understood.
            DTSTART:20261102T090000Z~DURATION:PT1H~RRULE:FREQ=DAILY;BYMINUTE=0,10,20,30,40;BYSECOND=0,10,20,30,40 | An event comes again more often than hourly, which is not understood.
            """)
    void whatCannotBeUnderstoodIsRefusedWithASentence(String lines, String sentence) {
        String file = calendar("BEGIN:VEVENT\nUID:a\nSUMMARY:secret\n" + lines.replace("~", "\n") + "\nEND:VEVENT\n");

        assertThatThrownBy(() -> read(file)).isInstanceOf(Unreadable.class).hasMessage(sentence);
    }

    @Test
    void aBrokenFileIsRefusedWithoutTellingWhatItSays() {
        String whole = calendar(event("UID:a\nSUMMARY:secret", "20261102T090000Z", "20261102T100000Z"));
        for (String broken : List.of(
                "",
                "<!DOCTYPE html><html><body>Sign in, secret</body></html>",
                whole.substring(0, whole.length() - 20),
                whole.replace("END:VEVENT", "END:SECRET"),
                "BEGIN:VCALENDAR\n" + "BEGIN:SECRET\n".repeat(1_000) + "END:SECRET\n".repeat(1_000) + "END:VCALENDAR\n")) {
            assertThatThrownBy(() -> read(broken))
                    .as(broken.substring(0, Math.min(30, broken.length())))
                    .isInstanceOf(Unreadable.class)
                    .satisfies(thrown -> assertThat(thrown.getMessage().toLowerCase(Locale.ROOT)).doesNotContain("secret"));
        }
    }

    @Test
    void tooMuchIsRefused() {
        String many = IntStream.range(0, 11)
                .mapToObj(i -> event("UID:" + i, "202611%02dT090000Z".formatted(i + 1), "202611%02dT100000Z".formatted(i + 1)))
                .collect(Collectors.joining());

        assertThatThrownBy(() -> CalendarFile.read(List.of(calendar(many)), WINDOW, 10, Set.of()))
                .hasMessage("The calendar has more than 10 times between 2026-10-19 and 2026-11-29.");
        String daily = calendar("BEGIN:VEVENT\nUID:a\nDTSTART:20261101T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEND:VEVENT\n");
        assertThatThrownBy(() -> CalendarFile.read(List.of(daily), WINDOW, 10, Set.of()))
                .hasMessageStartingWith("The calendar has more than 10 times");
    }

    @ParameterizedTest
    @CsvSource({
            "India Standard Time, Asia/Kolkata", "W. Europe Standard Time, Europe/Berlin", "UTC, Z", "GMT, Z", "Etc/UTC, Z",
            "Pacific Standard Time (Mexico), America/Tijuana", "America/Argentina/Buenos_Aires, America/Argentina/Buenos_Aires",
            "/citadel.org/20190914_1/Asia/Jerusalem, Asia/Jerusalem"})
    void zonesHaveManyNames(String name, String zone) {
        assertThat(CalendarZones.known(name)).contains(ZoneId.of(zone));
    }

    @Test
    void everyZoneOfWindowsIsOneOfIanas() throws IOException {
        var all = new Properties();
        try (var file = CalendarZones.class.getResourceAsStream("windows-zones.properties")) {
            all.load(file);
        }
        assertThat(all).hasSizeGreaterThan(130);
        assertThat(all.keySet()).allSatisfy(name ->
                assertThat(CalendarZones.known(String.valueOf(name).replace('_', ' '))).as("%s", name).isPresent());
    }

    private static List<Slot> read(String file) throws Unreadable {
        return CalendarFile.read(List.of(file), WINDOW, MOST, Set.of()).busy();
    }

    private static String calendar(String parts) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//a//b//EN\n" + parts + "END:VCALENDAR\n";
    }

    private static String event(String lines, String start, String end) {
        return "BEGIN:VEVENT\n" + lines + "\nDTSTART:" + start + "\nDTEND:" + end + "\nEND:VEVENT\n";
    }

    private static Slot slot(String start, String end) {
        return new Slot(Instant.parse(start), Instant.parse(end));
    }
}
