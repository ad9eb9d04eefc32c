package io.holdfast.availability.calendars;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import io.holdfast.availability.application.OutsideCalendars.Reading;
import io.holdfast.availability.domain.BusyCalendar.LastRead;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.availability.domain.Slot;
import io.holdfast.defaults.outside.GuardedHttp;
import okhttp3.Credentials;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.springframework.stereotype.Component;

/**
 * Collections of CalDAV servers (RFC 4791). Asked are the events of the window, and what comes again is counted here; where nothing but
 * busy times may be seen, those. What it takes to sign in goes to the given address alone: no redirect is followed.
 */
@Component
class CalDavCollections implements CalendarSource {

    private static final MediaType XML = MediaType.get("application/xml; charset=utf-8");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    private static final int MULTI_STATUS = 207;
    /** By which servers say that events may not be seen, or that they cannot be asked for so. */
    private static final Set<Integer> ONLY_BUSY_TIMES = Set.of(403, 405, 501);

    private static final String EVENTS = """
            <?xml version="1.0" encoding="utf-8"?>
            <c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-data/></d:prop>\
            <c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="%s" end="%s"/>\
            </c:comp-filter></c:comp-filter></c:filter></c:calendar-query>
            """;
    private static final String BUSY_TIMES = """
            <?xml version="1.0" encoding="utf-8"?>
            <c:free-busy-query xmlns:c="urn:ietf:params:xml:ns:caldav"><c:time-range start="%s" end="%s"/></c:free-busy-query>
            """;

    private final GuardedHttp http;
    private final OutsideSettings settings;

    CalDavCollections(GuardedHttp calendarHttp, OutsideSettings settings) {
        this.http = calendarHttp;
        this.settings = settings;
    }

    @Override
    public Reading read(CalendarAccess access, Optional<LastRead> known, BusyWindow window, OwnBookings own)
            throws IOException, Unreadable {
        try (Response answer = report(access, EVENTS, window)) {
            if (ONLY_BUSY_TIMES.contains(answer.code())) {
                return readBusyTimes(access, window);
            }
            if (answer.code() != MULTI_STATUS) {
                throw refusal(answer);
            }
            List<String> objects = calendarData(Answers.text(answer, settings.largest()));
            return CalendarFile.read(objects, window, settings.mostTimes(), own.uids()).reading(null, null);
        }
    }

    private Reading readBusyTimes(CalendarAccess access, BusyWindow window) throws IOException, Unreadable {
        try (Response answer = report(access, BUSY_TIMES, window)) {
            if (!answer.isSuccessful()) {
                throw refusal(answer);
            }
            List<String> text = List.of(Answers.text(answer, settings.largest()));
            return CalendarFile.read(text, window, settings.mostTimes(), Set.of()).reading(null, null);
        }
    }

    private static Unreadable refusal(Response answer) {
        if (answer.isRedirect()) {
            return new Unreadable("The calendar's server leads elsewhere; please give the address of the calendar itself.");
        }
        return answer.isSuccessful() ? new Unreadable("There is no CalDAV calendar at this address.") : Answers.refusal(answer);
    }

    private Response report(CalendarAccess access, String query, BusyWindow window) throws IOException {
        Slot range = window.range();
        String body = query.formatted(UTC.format(range.start()), UTC.format(range.end()));
        return http.execute(new Request.Builder()
                .url(CalendarTargets.parse(access.address()).orElseThrow())
                .header("User-Agent", ReadOutside.USER_AGENT)
                .header("Depth", "1")
                .header("Authorization", authorization(access))
                .method("REPORT", RequestBody.create(body.getBytes(StandardCharsets.UTF_8), XML))
                .build());
    }

    private static String authorization(CalendarAccess access) {
        String secret = Objects.requireNonNull(access.secret());
        return access.user() == null
                ? "Bearer " + secret
                : Credentials.basic(access.user(), secret, StandardCharsets.UTF_8);
    }

    /** The iCalendar objects in an answer. Nothing that the answer refers to is fetched. */
    private static List<String> calendarData(String answer) throws Unreadable {
        var objects = new ArrayList<String>();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(answer));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("calendar-data")
                        && CALDAV.equals(xml.getNamespaceURI())) {
                    objects.add(xml.getElementText());
                }
            }
            return objects.stream().filter(object -> !object.isBlank()).toList();
        } catch (XMLStreamException e) {
            throw new Unreadable("The calendar's server answered something that is no CalDAV.");
        }
    }
}
