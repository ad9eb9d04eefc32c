package io.holdfast.booking.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.defaults.DerivedId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings what Easy!Appointments knows into our rows. There, a service has one duration and one price, providers have a weekly plan
 * with breaks, and times are wall times in the provider's zone. Our ids are made of the source's name and theirs.
 */
final class EasyAppointments {

    static final String CATEGORY = "professional";

    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    /** There, languages go by their English names. */
    private static final Map<String, String> LANGUAGES = Stream.of(Locale.getISOLanguages())
            .collect(Collectors.toMap(
                    code -> Locale.of(code).getDisplayLanguage(Locale.ENGLISH).toLowerCase(Locale.ROOT), code -> code,
                    (one, other) -> one));
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TenantId tenant;
    private final String source;
    private final RowSink rows;

    EasyAppointments(TenantId tenant, String source, RowSink rows) {
        this.tenant = tenant;
        this.source = source;
        this.rows = rows;
    }

    /** A provider or a customer. */
    record Person(
            int id,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String zone,
            @Nullable String language,
            @Nullable String notes) {

        @Nullable String name() {
            String name = Stream.concat(Stream.ofNullable(firstName), Stream.ofNullable(lastName))
                    .filter(part -> !part.isBlank())
                    .collect(Collectors.joining(" "));
            return name.isEmpty() ? null : name;
        }
    }

    /** @param values by the columns of its table */
    void service(Map<String, String> values) {
        int id = id(values.get("id"));
        var row = new Values();
        row.put("id", idOf("offering", String.valueOf(id)));
        row.put("name", values.get("name"));
        row.put("description", values.get("description"));
        row.put("durations", values.get("duration"));
        // There, what has no price costs nothing.
        row.put("price", Objects.requireNonNullElse(values.get("price"), "0"));
        row.put("currency", values.get("currency"));
        row.put("capacity", values.get("attendants_number"));
        row.put("video", "false");
        rows.add(RowKind.OFFERINGS, row.toRow(id));
    }

    /**
     * @param services   the ids of what they provide
     * @param workingPlan the JSON of their week; null where there is none
     */
    void provider(Person person, List<String> services, @Nullable String workingPlan) {
        var row = new Values();
        row.put("id", idOf("professional", String.valueOf(person.id())));
        row.put("displayName", person.name());
        row.put("email", person.email());
        row.put("phone", person.phone());
        row.put("category", CATEGORY);
        row.put("hourlyRate", "0");
        row.put("zone", Objects.requireNonNullElse(person.zone(), "UTC"));
        row.put("languages", languageOf(person.language()));
        row.put("offeringIds", services.stream().map(id -> idOf("offering", id)).collect(Collectors.joining(" ")));
        JsonNode plan = planOf(workingPlan);
        if (plan != null) {
            row.put("hours", hours(plan));
            row.put("breaks", breaks(plan));
        }
        rows.add(RowKind.PROFESSIONALS, row.toRow(person.id()));
    }

    void customer(Person person) {
        var row = new Values();
        row.put("id", String.valueOf(person.id()));
        row.put("name", person.name());
        row.put("email", person.email());
        row.put("phone", person.phone());
        row.put("language", languageOf(person.language()));
        row.put("notes", person.notes());
        rows.add(RowKind.CONTACTS, row.toRow(person.id()));
    }

    /** @param values by the columns of its table */
    void appointment(Map<String, String> values) {
        int id = id(values.get("id"));
        boolean blocks = Stream.of("is_unavailability", "is_unavailable").anyMatch(column -> "1".equals(values.get(column)));
        var row = new Values();
        row.put("id", String.valueOf(id));
        row.put("offeringId", idOrNull("offering", values.get("id_services")));
        row.put("professionalId", idOrNull("professional", values.get("id_users_provider")));
        row.put("contactId", values.get("id_users_customer"));
        row.put("start", values.get("start_datetime"));
        row.put("end", values.get("end_datetime"));
        row.put("notes", values.get("notes"));
        row.put("status", blocks ? ReadRows.UNAVAILABILITY : values.get("status"));
        rows.add(RowKind.BOOKINGS, row.toRow(id));
    }

    private @Nullable String idOrNull(String kind, @Nullable String theirs) {
        return theirs == null ? null : idOf(kind, theirs);
    }

    /** Ours, of theirs. */
    private String idOf(String kind, String theirs) {
        return DerivedId.of("imported-" + kind, tenant.value(), source, theirs).toString();
    }

    private static int id(@Nullable String text) {
        try {
            return Integer.parseInt(Objects.requireNonNullElse(text, ""));
        } catch (NumberFormatException e) {
            throw ImportProblems.unreadable("A row has no id that is a number.");
        }
    }

    private static @Nullable String languageOf(@Nullable String name) {
        return name == null ? null : LANGUAGES.get(name.toLowerCase(Locale.ROOT).replaceFirst("-.*", ""));
    }

    private static @Nullable JsonNode planOf(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            JsonNode plan = JSON.readTree(text);
            return plan.isObject() ? plan : null;
        } catch (JacksonException e) {
            throw ImportProblems.unreadable("A provider's working plan is no JSON.");
        }
    }

    /** Days that the plan has as null are closed; one that is closed all week keeps the hours that it has here. */
    private static @Nullable String hours(JsonNode plan) {
        String hours = DAYS.stream()
                .filter(day -> plan.path(day).isObject())
                .map(day -> stretch(day, plan.path(day)))
                .collect(Collectors.joining(" | "));
        return hours.isEmpty() ? null : hours;
    }

    private static @Nullable String breaks(JsonNode plan) {
        var breaks = new ArrayList<String>();
        for (String day : DAYS) {
            plan.path(day).path("breaks").forEach(one -> breaks.add(stretch(day, one)));
        }
        return breaks.isEmpty() ? null : String.join(" | ", breaks);
    }

    private static String stretch(String day, JsonNode times) {
        return day.toUpperCase(Locale.ROOT) + " " + time(times, "start") + "-" + time(times, "end");
    }

    private static String time(JsonNode times, String field) {
        String text = times.path(field).asString("");
        // Old plans have 9:00.
        return text.length() == 4 ? "0" + text : text;
    }

    /** The values of a row; what is empty is left out. */
    private static final class Values {

        private final Map<String, String> values = new HashMap<>();

        void put(String column, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                values.put(column, value.strip());
            }
        }

        Row toRow(int line) {
            return new Row(line, values);
        }
    }
}
