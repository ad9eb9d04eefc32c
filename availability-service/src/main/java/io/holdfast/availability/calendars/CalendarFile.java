package io.holdfast.availability.calendars;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.holdfast.availability.application.OutsideCalendars.Reading;
import io.holdfast.availability.calendars.CalendarPart.Line;
import io.holdfast.availability.domain.BusyTimes;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.availability.domain.Slot;
import org.jspecify.annotations.Nullable;

/**
 * Says from iCalendar files (RFC 5545) when somebody is busy. What is cancelled or leaves the time free does not count, nor do our own
 * bookings. Whole days are those of the calendar's zone, where it has one; times without a zone are the professional's.
 */
final class CalendarFile {

    /** {@code P1W} and {@code P1DT2H}, without a sign: nothing lasts less than no time. */
    private static final Pattern WEEKS = Pattern.compile("P(\\d{1,4})W");
    private static final Duration LONGEST = Duration.ofDays(3_660);

    private final BusyWindow window;
    private final int mostTimes;
    private final Set<String> ownUids;
    private final List<CalendarPart> parts;
    private final Moment.Zones zones;
    private final Slot range;
    private final List<Slot> busy = new ArrayList<>();

    private CalendarFile(CalendarLines lines, BusyWindow window, int mostTimes, Set<String> ownUids) {
        this.window = window;
        this.range = window.range();
        this.mostTimes = mostTimes;
        this.ownUids = ownUids;
        this.parts = lines.parts();
        ZoneId ofDays = CalendarZones.known(lines.zone()).orElse(window.zone());
        this.zones = new Moment.Zones(new CalendarZones(parts), ofDays, window.zone());
    }

    /**
     * @param texts     one file, or several that are parts of one calendar
     * @param mostTimes that there may be in the window
     * @param ownUids   of bookings that are on the professional's calendar here
     */
    static Times read(List<String> texts, BusyWindow window, int mostTimes, Set<String> ownUids) throws Unreadable {
        var lines = new CalendarLines(window.first());
        for (String text : texts) {
            lines.read(text);
        }
        return new CalendarFile(lines, window, mostTimes, ownUids).times();
    }

    /**
     * @param busy        in order and apart from each other
     * @param namesEvents false where it says times without saying of what
     */
    record Times(List<Slot> busy, boolean namesEvents) {

        /** With how their server names this version of them. */
        Reading reading(@Nullable String etag, @Nullable String lastModified) {
            return new Reading.Read(busy, namesEvents, etag, lastModified);
        }
    }

    private Times times() throws Unreadable {
        Map<String, List<Moment>> changed = changedOccurrences();
        for (CalendarPart part : parts) {
            if (part.name().equals("VFREEBUSY")) {
                addPeriods(part);
            } else if (part.name().equals("VEVENT") && takesTime(part)) {
                addOccurrences(part, changed);
            }
            if (busy.size() > mostTimes) {
                throw new Unreadable("The calendar has more than " + mostTimes + " times between "
                        + window.first() + " and " + window.last() + ".");
            }
        }
        return new Times(
                BusyTimes.joined(busy, mostTimes),
                parts.stream().noneMatch(part -> part.name().equals("VFREEBUSY")));
    }

    private boolean takesTime(CalendarPart event) {
        return !event.says("STATUS", "CANCELLED")
                && !event.says("TRANSP", "TRANSPARENT")
                && !event.says("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
                && event.first("UID").filter(uid -> ownUids.contains(uid.value())).isEmpty();
    }

    /** Of events that come again, those times that have an entry of their own, or are called off by one. */
    private Map<String, List<Moment>> changedOccurrences() throws Unreadable {
        var changed = new HashMap<String, List<Moment>>();
        for (CalendarPart part : parts) {
            Optional<Line> which = part.first("RECURRENCE-ID");
            if (part.name().equals("VEVENT") && which.isPresent()) {
                // That it is to change all that follow, as one could say, is in no calendar's export.
                changed.computeIfAbsent(uidOf(part), uid -> new ArrayList<>()).add(Moment.of(which.get(), zones));
            }
        }
        return changed;
    }

    private static String uidOf(CalendarPart event) {
        return event.first("UID").map(Line::value).orElse("");
    }

    private void addPeriods(CalendarPart freeBusy) throws Unreadable {
        for (Line line : freeBusy.all("FREEBUSY").toList()) {
            if (!"FREE".equalsIgnoreCase(line.parameter("FBTYPE"))) {
                for (Line period : line.each().toList()) {
                    addPeriod(period);
                }
            }
        }
    }

    private void addPeriod(Line period) throws Unreadable {
        int slash = period.value().indexOf('/');
        if (slash < 0) {
            throw new Unreadable("A busy time has no end.");
        }
        Moment start = Moment.of(new Line(period.name(), period.parameters(), period.value().substring(0, slash)), zones);
        String end = period.value().substring(slash + 1);
        add(
                start.earliest(),
                end.startsWith("P")
                        ? start.latest().plus(duration(end))
                        : Moment.of(new Line(period.name(), period.parameters(), end), zones).latest());
    }

    private void addOccurrences(CalendarPart event, Map<String, List<Moment>> changed) throws Unreadable {
        Optional<Line> line = event.first("DTSTART");
        if (line.isEmpty()) {
            throw new Unreadable("An event has no start.");
        }
        Moment first = Moment.of(line.get(), zones);
        Length length = length(event, first);
        boolean isChange = event.has("RECURRENCE-ID");
        if (isChange || (!event.has("RRULE") && !event.has("RDATE"))) {
            add(first, length);
            return;
        }
        var starts = new LinkedHashSet<LocalDateTime>();
        starts.add(first.local());
        for (Line rule : event.all("RRULE").toList()) {
            starts.addAll(starts(rule, first, length));
        }
        for (Line dates : event.all("RDATE").toList()) {
            for (Line date : dates.each().toList()) {
                if (date.value().contains("/")) {
                    addPeriod(date);
                } else {
                    starts.add(Moment.of(date, zones).localWhere(first));
                }
            }
        }
        Exceptions exceptions = exceptions(event, changed);
        for (LocalDateTime start : starts) {
            Moment occurrence = first.at(start);
            if (!exceptions.contain(occurrence)) {
                add(occurrence, length);
            }
        }
    }

    private List<LocalDateTime> starts(Line rule, Moment first, Length length) throws Unreadable {
        // Some more on both sides, so that no zone makes a difference; what lies outside is left out when it is added.
        LocalDateTime from = window.first().atStartOfDay().minusDays(length.days() + 2);
        LocalDateTime to = window.last().atStartOfDay().plusDays(3);
        return Recurrence.of(rule, zones).starts(first, from, to, mostTimes + 1);
    }

    private Exceptions exceptions(CalendarPart event, Map<String, List<Moment>> changed) throws Unreadable {
        var exceptions = new Exceptions(new HashSet<>(), new HashSet<>());
        for (Line dates : event.all("EXDATE").toList()) {
            for (Line date : dates.each().toList()) {
                exceptions.add(Moment.of(date, zones));
            }
        }
        changed.getOrDefault(uidOf(event), List.of()).forEach(exceptions::add);
        return exceptions;
    }

    /** Times of a recurring event that do not count: by their instants, or by their dates, as some programs write them. */
    private record Exceptions(Set<Instant> instants, Set<LocalDate> dates) {

        void add(Moment moment) {
            if (moment.isDate()) {
                dates.add(moment.local().toLocalDate());
            } else {
                instants.add(moment.instant());
            }
        }

        boolean contain(Moment occurrence) {
            return dates.contains(occurrence.local().toLocalDate()) || instants.contains(occurrence.instant());
        }
    }

    /**
     * How long something lasts: whole days, however long a day is, or time.
     *
     * @param days rounded up, where it is time
     */
    private record Length(long days, Duration time) {}

    private Length length(CalendarPart event, Moment first) throws Unreadable {
        Optional<Line> end = event.first("DTEND");
        Optional<Line> duration = event.first("DURATION");
        Duration time;
        if (end.isPresent()) {
            Moment last = Moment.of(end.get(), zones);
            time = first.isDate()
                    ? Duration.ofDays(ChronoUnit.DAYS.between(first.local().toLocalDate(), last.local().toLocalDate()))
                    : Duration.between(first.instant(), last.instant());
        } else if (duration.isPresent()) {
            time = duration(duration.get().value());
        } else {
            time = first.isDate() ? Duration.ofDays(1) : Duration.ZERO;
        }
        if (time.compareTo(LONGEST) > 0) {
            throw new Unreadable("An event lasts longer than ten years.");
        }
        return new Length(Math.max(0, time.plusDays(1).minusNanos(1).toDays()), time);
    }

    private static Duration duration(String text) throws Unreadable {
        try {
            Matcher weeks = WEEKS.matcher(text);
            Duration duration = weeks.matches()
                    ? Duration.ofDays(7 * Long.parseLong(weeks.group(1)))
                    : Duration.parse(text.startsWith("+") ? text.substring(1) : text);
            return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
        } catch (DateTimeException | ArithmeticException e) {
            throw new Unreadable("An event has a duration that is none.");
        }
    }

    private void add(Moment start, Length length) {
        if (start.isDate()) {
            add(start.earliest(), start.plusDays(length.days()).latest());
        } else {
            add(start.earliest(), start.latest().plus(length.time()));
        }
    }

    /** What lasts no time takes none. */
    private void add(Instant start, Instant end) {
        if (start.isBefore(end) && start.isBefore(range.end()) && range.start().isBefore(end)) {
            busy.add(new Slot(start, end));
        }
    }
}
