package io.holdfast.booking.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.imports.ProfessionalRow.Stretch;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.booking.domain.imports.RowViolation;
import io.holdfast.defaults.Currencies;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.defaults.web.Times;
import org.jspecify.annotations.Nullable;

/** The cells of one row, read as what they are; collects what is none, so that all of it is named at once. */
final class Cells {

    private static final int LONGEST_NUMBER = 15;
    private static final int MOST_ENTRIES = 100;
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}([.,][0-9]{1,3})?");
    private static final Pattern LOCAL = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:00)?");
    private static final Pattern ENTRIES = Pattern.compile("[\\s,;|]+");
    private static final Pattern STRETCHES = Pattern.compile("[|;\\n]");
    private static final Pattern STRETCH =
            Pattern.compile("([A-Za-z]{3,9})(?:-([A-Za-z]{3,9}))?\\s+([0-9:]{3,8})\\s*-\\s*([0-9:]{3,8})");

    private final RowKind kind;
    private final Row row;
    private final List<RowViolation> violations = new ArrayList<>();

    Cells(RowKind kind, Row row) {
        this.kind = kind;
        this.row = row;
    }

    List<RowViolation> violations() {
        return List.copyOf(violations);
    }

    boolean isSound() {
        return violations.isEmpty();
    }

    void wrong(String column, String message) {
        violations.add(new RowViolation(kind, row.line(), column, message));
    }

    /** What the rules of the API say of it, by the API's names of fields. */
    void wrong(List<FieldError> errors) {
        for (FieldError error : errors) {
            String column = columnOf(error.field());
            if (violations.stream().noneMatch(known -> known.field().equals(column))) {
                wrong(column, error.message());
            }
        }
    }

    private String columnOf(String field) {
        return switch (field) {
            case "client.name" -> kind == RowKind.CONTACTS ? "name" : "clientName";
            case "client.email" -> kind == RowKind.CONTACTS ? "email" : "clientEmail";
            case "client.phone" -> kind == RowKind.CONTACTS ? "phone" : "clientPhone";
            case "displayZone" -> "zone";
            case "price.amount" -> "price";
            case "hourlyRate.amount" -> "hourlyRate";
            case "price.currency", "hourlyRate.currency" -> "currency";
            default -> field.startsWith("durations[") ? "durations" : field;
        };
    }

    @Nullable String text(String column) {
        return row.get(column);
    }

    String needed(String column) {
        String value = row.get(column);
        if (value == null) {
            wrong(column, "is needed");
        }
        return value == null ? "" : value;
    }

    @Nullable Integer whole(String column) {
        String value = row.get(column);
        if (value == null || WHOLE.matcher(value).matches()) {
            return value == null ? null : (Integer) Integer.parseInt(value);
        }
        wrong(column, "must be a whole number");
        return null;
    }

    @Nullable List<Integer> wholes(String column) {
        List<String> entries = list(column);
        if (entries == null) {
            return null;
        }
        if (!entries.stream().allMatch(entry -> WHOLE.matcher(entry).matches())) {
            wrong(column, "must be whole numbers such as 30 60");
            return null;
        }
        return entries.stream().map(Integer::valueOf).toList();
    }

    /** Words that are separated by blanks, commas, semicolons or bars. */
    @Nullable List<String> list(String column) {
        String value = row.get(column);
        return value == null ? null : ENTRIES.splitAsStream(value).filter(entry -> !entry.isEmpty()).toList();
    }

    @Nullable Boolean flag(String column) {
        String value = row.get(column);
        if (value == null) {
            return null;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> {
                wrong(column, "must be true or false");
                yield null;
            }
        };
    }

    @Nullable Confirmation confirmation() {
        String value = row.get("confirmation");
        Optional<Confirmation> found = value == null
                ? Optional.empty()
                : Stream.of(Confirmation.values()).filter(one -> one.name().equalsIgnoreCase(value)).findFirst();
        if (value != null && found.isEmpty()) {
            wrong("confirmation", "must be INSTANT or MANUAL");
        }
        return found.orElse(null);
    }

    /**
     * An amount such as {@code 1500.00} of the row's currency.
     *
     * @param usual the currency where the row names none
     */
    @Nullable Money money(String column, Currency usual) {
        String value = row.get(column);
        if (value == null) {
            return null;
        }
        String code = row.get("currency");
        Currency currency = code == null ? usual : Currencies.find(code.toUpperCase(Locale.ROOT)).orElse(null);
        if (currency == null) {
            wrong("currency", "must be the ISO 4217 code of a currency in use, such as INR");
            return null;
        }
        if (value.length() > LONGEST_NUMBER || !DECIMAL.matcher(value).matches()) {
            wrong(column, "must be an amount such as 1500.00");
            return null;
        }
        try {
            BigDecimal amount = new BigDecimal(value.replace(',', '.'));
            return new Money(amount.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
        } catch (ArithmeticException e) {
            wrong(column, "has more digits than the currency");
            return null;
        } catch (IllegalArgumentException e) {
            wrong(column, "must not be negative");
            return null;
        }
    }

    /**
     * An instant with its zone, or a wall time in {@code zone}.
     *
     * @param zone null where there is none to be known
     */
    @Nullable Instant instant(String column, @Nullable ZoneId zone) {
        String value = row.get(column);
        if (value == null) {
            return null;
        }
        Optional<Instant> instant = Times.instant(value);
        if (instant.isEmpty() && zone != null && LOCAL.matcher(value).matches()) {
            instant = local(value, zone).filter(Times::isInRange);
        }
        if (instant.isEmpty()) {
            wrong(column, zone == null
                    ? "must be an instant such as 2026-12-01T09:30:00Z, or a time such as 2026-12-01 09:30 beside a zone"
                    : "must be an instant such as 2026-12-01T09:30:00Z, or a time such as 2026-12-01 09:30");
        }
        return instant.orElse(null);
    }

    private Optional<Instant> local(String value, ZoneId zone) {
        try {
            LocalDateTime wall =
                    LocalDateTime.of(LocalDate.parse(value.substring(0, 10)), LocalTime.parse(value.substring(11, 16)));
            // What a change of the clocks leaves out does not exist; what comes twice is meant the first time.
            return zone.getRules().getValidOffsets(wall).isEmpty()
                    ? Optional.empty()
                    : Optional.of(wall.toInstant(zone.getRules().getValidOffsets(wall).getFirst()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Nullable ZoneId zone(String column) {
        String value = row.get(column);
        Optional<ZoneId> zone = IanaZones.find(value);
        if (value != null && zone.isEmpty()) {
            wrong(column, "is not a time zone such as Asia/Kolkata");
        }
        return zone.orElse(null);
    }

    /** Such as {@code MON-FRI 09:00-17:00 | SAT 10:00-12:00}; null where nothing is said. */
    @Nullable List<Stretch> stretches(String column) {
        String value = row.get(column);
        if (value == null) {
            return null;
        }
        var stretches = new ArrayList<Stretch>();
        for (String entry : STRETCHES.splitAsStream(value).toList()) {
            if (!entry.isBlank() && !addStretch(entry.strip(), stretches)) {
                wrong(column, "must be hours such as MON-FRI 09:00-17:00 | SAT 10:00-12:00");
                return null;
            }
        }
        if (stretches.size() > MOST_ENTRIES) {
            wrong(column, "must have at most " + MOST_ENTRIES + " entries");
            return null;
        }
        return stretches;
    }

    private static boolean addStretch(String entry, List<Stretch> stretches) {
        Matcher parts = STRETCH.matcher(entry);
        if (!parts.matches()) {
            return false;
        }
        Optional<DayOfWeek> first = day(parts.group(1));
        Optional<DayOfWeek> last = parts.group(2) == null ? first : day(parts.group(2));
        if (first.isEmpty() || last.isEmpty()) {
            return false;
        }
        for (DayOfWeek day = first.get(); ; day = day.plus(1)) {
            stretches.add(new Stretch(day.name(), parts.group(3), parts.group(4)));
            if (day == last.get()) {
                return true;
            }
        }
    }

    private static Optional<DayOfWeek> day(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Stream.of(DayOfWeek.values())
                .filter(day -> day.name().equals(upper) || (upper.length() == 3 && day.name().startsWith(upper)))
                .findFirst();
    }
}
