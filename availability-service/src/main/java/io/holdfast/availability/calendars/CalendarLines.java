package io.holdfast.availability.calendars;

import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.holdfast.availability.calendars.CalendarPart.Line;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;
import org.jspecify.annotations.Nullable;

/**
 * Reads iCalendar files part by part, by ical4j's parser and not into its model: that registers each file's time zones with the JVM
 * for good, and keeps all that a file says. Only what says when somebody is busy is kept, and of that only what may not be over.
 */
final class CalendarLines implements ContentHandler {

    static final int MOST_EVENTS = 20_000;

    private static final int DEEPEST = 8;
    private static final Set<String> KEPT_PARTS = Set.of("VEVENT", "VFREEBUSY", "VTIMEZONE");
    /** Of a time zone's own parts. */
    private static final Set<String> OBSERVANCES = Set.of("STANDARD", "DAYLIGHT");
    private static final Set<String> KEPT_LINES = Set.of(
            "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS", "TRANSP",
            "X-MICROSOFT-CDO-BUSYSTATUS", "FREEBUSY", "TZID", "X-LIC-LOCATION", "TZOFFSETTO");
    private static final String CALENDARS_ZONE = "X-WR-TIMEZONE";
    private static final int DATE_LENGTH = 8;

    private final LocalDate notOverOn;
    private final List<CalendarPart> parts = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();
    private List<Line> lines = new ArrayList<>();
    private @Nullable String property;
    private Map<String, String> parameters = new HashMap<>();
    private String value = "";
    private @Nullable String zone;
    private int calendars;

    /** @param notOverOn what was over some days before this date may be left out */
    CalendarLines(LocalDate notOverOn) {
        this.notOverOn = notOverOn;
    }

    /** @throws Unreadable when it is no iCalendar file, a broken one, or too large */
    void read(String text) throws Unreadable {
        calendars = 0;
        try {
            new CalendarParserImpl().parse(new StringReader(unfolded(text)), this);
        } catch (IOException | ParserException | RuntimeException e) {
            if (e.getCause() instanceof TooMany) {
                throw new Unreadable("The calendar has more than " + MOST_EVENTS + " events.");
            }
            // Not its words: they may be of an event.
            throw broken();
        }
        if (calendars == 0) {
            throw broken();
        }
    }

    private static Unreadable broken() {
        return new Unreadable("This is not an iCalendar file, or a broken one.");
    }

    /** Lines end by what they want to, and long ones go on behind a space or tab. */
    private static String unfolded(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return (lines.startsWith("\uFEFF") ? lines.substring(1) : lines)
                        .replace("\n ", "")
                        .replace("\n\t", "")
                + "\n";
    }

    List<CalendarPart> parts() {
        return parts;
    }

    /** In which whole days are meant; null where the file does not say. */
    @Nullable String zone() {
        return zone;
    }

    /** Not worth its stack trace, and told from a broken file by its type. */
    private static final class TooMany extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooMany() {
            super("too many", null, false, false);
        }
    }

    @Override
    public void startCalendar() {
        path.clear();
    }

    @Override
    public void endCalendar() {
        calendars++;
    }

    @Override
    public void startComponent(String name) {
        if (path.size() >= DEEPEST) {
            throw new IllegalStateException("too deep");
        }
        path.push(name.toUpperCase(Locale.ROOT));
        if (path.size() == 1) {
            lines = new ArrayList<>();
        }
    }

    @Override
    public void endComponent(String name) {
        String ended = path.pop();
        if (path.isEmpty() && KEPT_PARTS.contains(ended)) {
            var part = new CalendarPart(ended, List.copyOf(lines));
            if (!isOver(part)) {
                parts.add(part);
            }
            if (parts.size() > MOST_EVENTS) {
                throw new TooMany();
            }
        }
    }

    @Override
    public void startProperty(String name) {
        property = name.toUpperCase(Locale.ROOT);
        parameters = new HashMap<>();
        value = "";
    }

    @Override
    public void parameter(String name, String text) {
        parameters.put(name.toUpperCase(Locale.ROOT), text.replace("\"", ""));
    }

    @Override
    public void propertyValue(String text) {
        value = text.strip();
    }

    @Override
    public void endProperty(String name) {
        String ended = String.valueOf(property);
        if (path.isEmpty() && ended.equals(CALENDARS_ZONE) && zone == null) {
            zone = value;
        }
        if (KEPT_LINES.contains(ended) && isKeptHere()) {
            lines.add(new Line(ended, Map.copyOf(parameters), value));
        }
    }

    /** Alarms and the like have lines of the same names. */
    private boolean isKeptHere() {
        return path.size() == 1 || (path.size() == 2 && OBSERVANCES.contains(path.peek()));
    }

    /** By its dates alone, some days before, so that no zone makes a difference. What comes again is not. */
    private boolean isOver(CalendarPart part) {
        if (!part.name().equals("VEVENT") || part.has("RRULE") || part.has("RDATE") || part.has("RECURRENCE-ID") || part.has("DURATION")) {
            return false;
        }
        return part.first("DTEND")
                .or(() -> part.first("DTSTART"))
                .map(Line::value)
                .filter(text -> text.length() >= DATE_LENGTH)
                .map(text -> {
                    try {
                        LocalDate end = LocalDate.parse(text.substring(0, DATE_LENGTH), DateTimeFormatter.BASIC_ISO_DATE);
                        return end.plusDays(3).isBefore(notOverOn);
                    } catch (DateTimeParseException e) {
                        // It is judged, and refused, with the others.
                        return false;
                    }
                })
                .orElse(false);
    }
}
