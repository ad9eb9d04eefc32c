package io.holdfast.availability.calendars;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.holdfast.availability.application.OutsideCalendars.Reading;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.availability.domain.Slot;
import io.holdfast.defaults.outside.GuardedHttp;
import io.holdfast.defaults.outside.OutsideTargets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** CalDAV at a real server. */
class CalDavCollectionsTest {

    private static final String PATH = "/calendars/asha/home/";
    private static final BusyWindow WINDOW =
            new BusyWindow(LocalDate.parse("2026-11-23"), LocalDate.parse("2026-12-30"), ZoneId.of("Asia/Kolkata"));
    private static final String EVENT = CalendarServer.event("b-1@holdfast", "20261201T043000Z", "20261201T053000Z");

    private final CalendarServer server = CalendarServer.start();
    private final OutsideSettings settings = new OutsideSettings(
            "", List.of("http://127.0.0.1"), Duration.ofSeconds(5), DataSize.ofKilobytes(10), 100, "holdfast");
    private final GuardedHttp http =
            new GuardedHttp(new OutsideTargets(settings.allowed(), OutsideTargets.dns()), settings.timeLimit());
    private final CalDavCollections collections = new CalDavCollections(http, settings);

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    void theEventsOfTheWindowAreAskedForAndCounted() throws IOException, Unreadable {
        server.put(PATH, 207, null, multiStatus(
                CalendarServer.file(EVENT),
                CalendarServer.file("BEGIN:VEVENT\r\nUID:w\r\nDTSTART;TZID=Europe/Berlin:20260105T090000\r\nDURATION:PT1H\r\n"
                        + "RRULE:FREQ=WEEKLY;UNTIL=20261130T230000Z\r\nSUMMARY:a < b & c\r\nEND:VEVENT\r\n")));

        Reading reading = read("asha", "pass:wörd", Set.of());

        assertThat(((Reading.Read) reading).busy()).containsExactly(
                slot("2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z"),
                slot("2026-11-30T08:00:00Z", "2026-11-30T09:00:00Z"),
                slot("2026-12-01T04:30:00Z", "2026-12-01T05:30:00Z"));
        assertThat(((Reading.Read) reading).namesEvents()).isTrue();
        CalendarServer.Asked asked = server.asked(PATH).getFirst();
        assertThat(asked.method()).isEqualTo("REPORT");
        assertThat(asked.header("Depth")).isEqualTo("1");
        assertThat(asked.body()).contains("<c:time-range start=\"20261122T183000Z\" end=\"20261230T183000Z\"/>");
        assertThat(asked.header("Authorization")).isEqualTo(
                "Basic " + Base64.getEncoder().encodeToString("asha:pass:wörd".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void ourOwnBookingsAreLeftOutAndATokenIsEnough() throws IOException, Unreadable {
        server.put(PATH, 207, null, multiStatus(CalendarServer.file(EVENT)));

        assertThat(((Reading.Read) read(null, "token", Set.of("b-1"))).busy()).isEmpty();
        assertThat(server.asked(PATH).getFirst().header("Authorization")).isEqualTo("Bearer token");
    }

    @Test
    void whereEventsMayNotBeSeenBusyTimesAreAskedFor() throws IOException, Unreadable {
        server.put(PATH, request -> request.body().contains("calendar-query") ? 403 : 200, CalendarServer.file(
                "BEGIN:VFREEBUSY\r\nFREEBUSY:20261201T043000Z/PT1H\r\nEND:VFREEBUSY\r\n"));

        Reading.Read reading = (Reading.Read) read("asha", "x", Set.of());

        assertThat(reading.busy()).containsExactly(slot("2026-12-01T04:30:00Z", "2026-12-01T05:30:00Z"));
        assertThat(reading.namesEvents()).as("whose time it is, is not said").isFalse();
        assertThat(server.asked(PATH).getLast().body()).contains("free-busy-query");
    }

    @Test
    void whatIsNoCalendarIsSaidSo() {
        server.put(PATH, 401, null, "");
        assertThatThrownBy(() -> read("asha", "x", Set.of())).hasMessage("The calendar's server does not let us read it.");
        server.put(PATH, 200, null, "<html>hello</html>");
        assertThatThrownBy(() -> read("asha", "x", Set.of())).hasMessage("There is no CalDAV calendar at this address.");
        server.put(PATH, 207, null, "no XML");
        assertThatThrownBy(() -> read("asha", "x", Set.of())).hasMessage("The calendar's server answered something that is no CalDAV.");
        server.put(PATH, 207, null, multiStatus("BEGIN:VCALENDAR"));
        assertThatThrownBy(() -> read("asha", "x", Set.of())).hasMessage("This is not an iCalendar file, or a broken one.");
        server.put(PATH, 207, null, multiStatus(CalendarServer.file(EVENT.repeat(200))));
        assertThatThrownBy(() -> read("asha", "x", Set.of())).hasMessageStartingWith("The calendar is larger than");
    }

    @Test
    void noRedirectGetsThePassword() {
        server.redirect(PATH, "/elsewhere/");
        assertThatThrownBy(() -> read("asha", "x", Set.of())).hasMessageStartingWith("The calendar's server leads elsewhere");
        assertThat(server.asked("/elsewhere/")).isEmpty();
    }

    @Test
    void nothingThatAnAnswerRefersToIsFetched() {
        server.put(PATH, 207, null, """
                <?xml version="1.0"?><!DOCTYPE d [<!ENTITY secret SYSTEM "%s/internal">]>
                <d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:calendar-data>&secret;</c:calendar-data></d:multistatus>
                """.formatted(server.origin()));

        Throwable refused = catchThrowable(() -> read("asha", "x", Set.of()));

        assertThat(refused).satisfiesAnyOf(
                nothing -> assertThat(nothing).isNull(), thrown -> assertThat(thrown).isInstanceOf(Unreadable.class));
        assertThat(server.asked(PATH)).hasSize(1);
        assertThat(server.asked("/internal")).isEmpty();
    }

    private Reading read(String user, String secret, Set<String> own) throws IOException, Unreadable {
        return collections.read(
                new CalendarAccess("c", server.origin() + PATH, user, secret), Optional.empty(), WINDOW, new OwnBookings(own, "holdfast"));
    }

    private static String multiStatus(String... objects) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
                .append("<multistatus xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">");
        for (String object : objects) {
            xml.append("<response><href>/a.ics</href><propstat><prop><getetag>\"1\"</getetag><C:calendar-data>")
                    .append(object.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;"))
                    .append("</C:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>");
        }
        return xml.append("</multistatus>").toString();
    }

    private static Slot slot(String start, String end) {
        return new Slot(Instant.parse(start), Instant.parse(end));
    }
}
