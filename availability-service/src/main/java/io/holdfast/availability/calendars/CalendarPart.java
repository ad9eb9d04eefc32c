package io.holdfast.availability.calendars;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A component of an iCalendar file with those of its lines that say when; titles and names are never kept.
 *
 * @param name such as {@code VEVENT}
 */
record CalendarPart(String name, List<Line> lines) {

    /**
     * @param parameters by their names in capitals, without quotes
     * @param value      as it stands there
     */
    record Line(String name, Map<String, String> parameters, String value) {

        @Nullable String parameter(String key) {
            return parameters.get(key);
        }

        boolean is(String text) {
            return value.strip().toUpperCase(Locale.ROOT).equals(text);
        }

        /** The parts of a list, each as a line of its own. */
        Stream<Line> each() {
            return Stream.of(value.split(",")).filter(part -> !part.isBlank()).map(part -> new Line(name, parameters, part.strip()));
        }
    }

    Stream<Line> all(String wanted) {
        return lines.stream().filter(line -> line.name().equals(wanted));
    }

    Optional<Line> first(String wanted) {
        return all(wanted).findFirst();
    }

    boolean has(String wanted) {
        return first(wanted).isPresent();
    }

    boolean says(String wanted, String value) {
        return first(wanted).filter(line -> line.is(value)).isPresent();
    }
}
