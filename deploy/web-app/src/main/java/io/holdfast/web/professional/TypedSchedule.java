package io.holdfast.web.professional;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import io.holdfast.web.api.ApiProblem.Violation;
import io.holdfast.web.api.ProfessionalApi.Break;
import io.holdfast.web.api.ProfessionalApi.Buffers;
import io.holdfast.web.api.ProfessionalApi.DateOverride;
import io.holdfast.web.api.ProfessionalApi.Hours;
import io.holdfast.web.api.ProfessionalApi.Schedule;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as fields of a form: {@code MONDAY-start}, {@code MONDAY-break-0-end}, {@code date-0-day}. A browser's field of a
 * time knows no 24:00, so a day that ends at midnight ends at 00:00 there.
 */
final class TypedSchedule {

    private static final String MIDNIGHT = "00:00";
    private static final String END_OF_DAY = "24:00";
    private static final Hours USUAL = new Hours("09:00", "17:00", false);
    private static final int MOST_BREAKS = 6;
    private static final int MOST_DATES = 60;
    private static final int MOST_MINUTES = 240;

    private final Page page;
    private final Form form;
    /** By the place in what is sent, the field that it came from. */
    private final List<String> breakFields = new ArrayList<>();
    private final List<String> dateFields = new ArrayList<>();

    TypedSchedule(Page page, Form form) {
        this.page = page;
        this.form = form;
    }

    /**
     * @param today dates before it are left as they are, and not shown
     * @param begun for which a row is begun; null for none
     */
    static Form form(Schedule schedule, LocalDate today, @Nullable LocalDate begun) {
        var values = new HashMap<String, String>();
        values.put("zone", schedule.zone());
        values.put("step", String.valueOf(schedule.slotStep()));
        values.put("before", String.valueOf(schedule.buffers().before()));
        values.put("after", String.valueOf(schedule.buffers().after()));
        for (DayOfWeek day : DayOfWeek.values()) {
            Hours hours = schedule.weeklyHours().getOrDefault(day.name(), USUAL);
            if (hours.enabled()) {
                values.put(day + "-on", "on");
            }
            values.put(day + "-start", hours.start());
            values.put(day + "-end", shownEnd(hours.end()));
            List<Break> breaks = schedule.breaks().stream().filter(one -> one.days().contains(day.name())).toList();
            for (int i = 0; i < breaks.size(); i++) {
                values.put(breakField(day.name(), i) + "-start", breaks.get(i).start());
                values.put(breakField(day.name(), i) + "-end", shownEnd(breaks.get(i).end()));
            }
        }
        List<DateOverride> dates = schedule.overrides().stream()
                .filter(one -> one.date().compareTo(today.toString()) >= 0)
                .sorted(Comparator.comparing(DateOverride::date))
                .limit(MOST_DATES)
                .toList();
        for (int i = 0; i < dates.size(); i++) {
            DateOverride one = dates.get(i);
            values.put("date-" + i + "-was", one.date());
            values.put("date-" + i + "-day", one.date());
            values.put("date-" + i + "-kind", one.closesDay() ? "closed" : "hours");
            values.put("date-" + i + "-start", one.start() == null ? "" : one.start());
            values.put("date-" + i + "-end", one.end() == null ? "" : shownEnd(one.end()));
        }
        if (begun != null && dates.size() < MOST_DATES && dates.stream().noneMatch(one -> one.date().equals(begun.toString()))) {
            values.put("date-" + dates.size() + "-day", begun.toString());
        }
        return Form.with(values);
    }

    private static String shownEnd(String end) {
        return end.equals(END_OF_DAY) ? MIDNIGHT : end;
    }

    static String breakField(String day, int number) {
        return day + "-break-" + number;
    }

    /** What was typed with the hours and breaks of one day on others. */
    static Form copied(Map<String, String> sent) {
        var values = new HashMap<>(sent);
        String from = sent.getOrDefault("copy-from", "");
        for (DayOfWeek day : DayOfWeek.values()) {
            String to = day.name();
            if (!sent.containsKey("copy-" + to) || to.equals(from) || !sent.containsKey(from + "-start")) {
                continue;
            }
            values.keySet().removeIf(name -> name.startsWith(to + "-"));
            sent.forEach((name, value) -> {
                if (name.startsWith(from + "-")) {
                    values.put(to + name.substring(from.length()), value);
                }
            });
        }
        values.keySet().removeIf(name -> name.startsWith("copy-"));
        return Form.with(values);
    }

    /** The rows to show: those with something in them, and an empty one. */
    List<Integer> breaks(String day) {
        return rows(MOST_BREAKS, number ->
                form.has(breakField(day, number) + "-start") || form.has(breakField(day, number) + "-end"));
    }

    List<Integer> dates() {
        return rows(MOST_DATES, number -> form.has("date-" + number + "-day") || form.has("date-" + number + "-was"));
    }

    private static List<Integer> rows(int most, IntPredicate isFilled) {
        int last = IntStream.range(0, most).filter(isFilled).max().orElse(-1);
        return IntStream.rangeClosed(0, Math.min(last + 1, most - 1)).boxed().toList();
    }

    /**
     * What was typed, as the API wants it; null where something is plainly wrong, which the form then says.
     *
     * @param now as it is stored: what the form does not show stays
     */
    @Nullable Schedule read(Schedule now) {
        var week = new LinkedHashMap<String, Hours>();
        var breaks = new ArrayList<Break>();
        for (DayOfWeek day : DayOfWeek.values()) {
            boolean on = form.has(day + "-on");
            String[] hours = span(day.name(), on);
            week.put(day.name(), hours == null ? USUAL : new Hours(hours[0], hours[1], on));
            for (int i = 0; i < MOST_BREAKS; i++) {
                String field = breakField(day.name(), i);
                String[] pause = span(field, form.has(field + "-start") || form.has(field + "-end"));
                if (pause != null) {
                    breaks.add(new Break(pause[0], pause[1], List.of(day.name())));
                    breakFields.add(field + "-end");
                }
            }
        }
        List<DateOverride> dates = overrides(now);
        var read = new Schedule(
                form.value("zone"), minutes("step"), week, breaks, dates, new Buffers(minutes("before"), minutes("after")));
        return form.isGood() ? read : null;
    }

    private List<DateOverride> overrides(Schedule now) {
        Set<String> shown = new HashSet<>();
        var typed = new ArrayList<DateOverride>();
        var days = new HashSet<String>();
        for (int i = 0; i < MOST_DATES; i++) {
            String field = "date-" + i;
            shown.add(form.value(field + "-was"));
            String day = form.value(field + "-day");
            if (day.isEmpty() || form.has(field + "-gone")) {
                continue;
            }
            if (!isDate(day)) {
                form.reject(field + "-day", page.text("professional.mistake.date"));
            } else if (!days.add(day)) {
                form.reject(field + "-day", page.text("professional.mistake.date-twice"));
            }
            String[] hours = span(field, form.is(field + "-kind", "hours"));
            typed.add(hours == null ? new DateOverride(day, true, null, null) : new DateOverride(day, null, hours[0], hours[1]));
            dateFields.add(field + "-day");
        }
        now.overrides().stream()
                .filter(one -> !shown.contains(one.date()) && !days.contains(one.date()))
                .forEach(typed::add);
        return typed;
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).toString().equals(text);
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Start and end of what those fields say; null where nothing is wanted, or it is wrong. */
    private String @Nullable [] span(String field, boolean wanted) {
        if (!wanted) {
            return null;
        }
        String start = time(field + "-start");
        String end = time(field + "-end");
        String last = end.equals(MIDNIGHT) ? END_OF_DAY : end;
        if (start.isEmpty() || end.isEmpty()) {
            return null;
        }
        if (start.compareTo(last) >= 0) {
            form.reject(field + "-end", page.text("professional.mistake.end"));
            return null;
        }
        return new String[] {start, last};
    }

    private String time(String field) {
        String text = form.value(field);
        try {
            return LocalTime.parse(text).toString();
        } catch (DateTimeException e) {
            form.reject(field, page.text("professional.mistake.time"));
            return "";
        }
    }

    private int minutes(String field) {
        String text = form.value(field);
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= MOST_MINUTES) {
            return Integer.parseInt(text);
        }
        form.reject(field, page.text("professional.mistake.minutes", MOST_MINUTES));
        return 0;
    }

    /** Where on the form that stands which the API does not take. */
    void reject(Violation violation) {
        String field = violation.field();
        if (field.startsWith("breaks[")) {
            form.reject(fieldOf(breakFields, field), page.text("professional.mistake.break"));
        } else if (field.startsWith("overrides[")) {
            form.reject(fieldOf(dateFields, field), page.text("professional.mistake.date"));
        } else if (field.startsWith("weeklyHours.")) {
            form.reject(field.split("[.]")[1] + "-end", page.text("professional.mistake.time"));
        } else if (field.startsWith("zone")) {
            form.reject("zone", page.text("professional.mistake.zone"));
        } else {
            form.reject(field.startsWith("buffers.") ? field.substring("buffers.".length()) : "step",
                    page.text("professional.mistake.minutes", MOST_MINUTES));
        }
    }

    private static String fieldOf(List<String> fields, String violation) {
        String number = violation.replaceAll("^[a-z]+\\[(\\d{1,4})].*", "$1");
        int at = number.matches("\\d+") ? Integer.parseInt(number) : fields.size();
        return at < fields.size() ? fields.get(at) : "step";
    }
}
