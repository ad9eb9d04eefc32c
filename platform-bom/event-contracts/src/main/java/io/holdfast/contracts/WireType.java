package io.holdfast.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The vocabulary of wire records: what a component is by its Java type and name. The first that fits is it; {@link Wire}
 * says where another is meant.
 */
public enum WireType {
    INSTANT(Instant.class, ".*", """
            {"type": "string", "format": "date-time",
             "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\\\.[0-9]{1,9})?Z$",
             "description": "An instant in UTC, ISO 8601."}"""),
    DATE(LocalDate.class, ".*", """
            {"type": "string", "format": "date", "description": "A date, ISO 8601."}"""),
    ID(String.class, "id|.*Id", """
            {"type": "string", "minLength": 1, "description": "An opaque identifier."}"""),
    BOOKING_NUMBER(String.class, "number", """
            {"type": "string", "pattern": "^[A-Z][A-Z0-9]*-[0-9]{4}-[0-9]{6,}$",
             "description": "The number people quote, prefix per tenant."}"""),
    ZONE(String.class, "zone|.*Zone", """
            {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$",
             "description": "An IANA time zone."}"""),
    LANGUAGE(String.class, "language", """
            {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
             "description": "A BCP 47 language tag."}"""),
    EMAIL(String.class, "email", """
            {"type": "string", "format": "email", "minLength": 3, "maxLength": 254,
             "description": "An address as RFC 5321 has it."}"""),
    PHONE(String.class, "phone", """
            {"type": "string", "pattern": "^\\\\+[1-9][0-9]{1,14}$", "description": "A phone number in E.164."}"""),
    URL(String.class, ".*Url", """
            {"type": "string", "format": "uri", "pattern": "^https?://", "description": "A web address."}"""),
    HASH(String.class, ".*Hash", """
            {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "A SHA-256 in hex."}"""),
    CURRENCY(String.class, "currency", """
            {"type": "string", "pattern": "^[A-Z]{3}$", "description": "An ISO 4217 code."}"""),
    /** By {@link Wire} only. */
    LOCAL_TIME(String.class, "-", """
            {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
             "description": "A wall time in the schedule's zone."}"""),
    /** By {@link Wire} only. */
    LOCAL_END(String.class, "-", """
            {"type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
             "description": "The wall time at which something ends; 24:00 is the end of the day."}"""),
    /** Also the values of a map. */
    TEXT_OR_NONE(String.class, "value", """
            {"type": "string", "description": "Text that may be empty."}"""),
    TEXT(String.class, ".+", """
            {"type": "string", "minLength": 1, "description": "Text that is not empty."}"""),
    REVISION(Number.class, "revision|.*Revision", """
            {"type": "integer", "minimum": 1, "description": "The booking's revision; rescheduling adds one."}"""),
    DURATION(Number.class, "duration|durationMinutes", """
            {"type": "integer", "minimum": 1, "description": "How long a booking lasts, in minutes."}"""),
    MINUTES(Number.class, ".*Minutes", """
            {"type": "integer", "minimum": 0, "description": "A length of time in minutes."}"""),
    AMOUNT(Number.class, "amount", """
            {"type": "integer", "minimum": 0, "description": "Minor units of the currency."}"""),
    DECIMAL(BigDecimal.class, ".+", """
            {"type": "number"}"""),
    INTEGER(Number.class, ".+", """
            {"type": "integer"}"""),
    BOOLEAN(Boolean.class, ".+", """
            {"type": "boolean"}"""),
    /** What the component's Java type and name say. */
    BY_NAME(Void.class, "-", "{}");

    private final Class<?> java;
    private final Pattern names;
    private final String schema;

    WireType(Class<?> java, String names, String schema) {
        this.java = java;
        this.names = Pattern.compile(names);
        this.schema = schema;
    }

    /**
     * What a component of this name and Java type is.
     *
     * @param java a class, not a primitive
     * @return empty for what is no single value: records, enums, lists, maps
     */
    public static Optional<WireType> of(Class<?> java, String name) {
        return Arrays.stream(values())
                .filter(type -> type.java.isAssignableFrom(java) && type.names.matcher(name).matches())
                .findFirst();
    }

    /** The JSON Schema of it. */
    public ObjectNode schema() {
        return (ObjectNode) JsonMapper.shared().readTree(schema);
    }

    /** Its name among a schema's {@code $defs}. */
    public String definition() {
        String pascal = Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .reduce("", String::concat);
        return pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
    }
}
