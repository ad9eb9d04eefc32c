package io.holdfast.booking.imports;

import java.util.List;

import io.holdfast.booking.domain.imports.RowKind;

/**
 * The columns of each kind of row, in the order in which they are documented. What comes from another system than a CSV file is
 * brought into the same.
 */
enum Columns {
    OFFERINGS(
            List.of("id", "name"),
            List.of("description", "language", "confirmation", "durations", "price", "hourlyRate", "currency", "capacity", "video",
                    "active")),
    PROFESSIONALS(
            List.of("id"),
            List.of("displayName", "email", "phone", "category", "hourlyRate", "currency", "zone", "languages", "offeringIds",
                    "active", "hours", "breaks")),
    CONTACTS(List.of("name", "email"), List.of("id", "phone", "language", "notes")),
    BOOKINGS(
            List.of("id", "offeringId", "professionalId", "start"),
            List.of("duration", "end", "zone", "contactId", "clientName", "clientEmail", "clientPhone", "language", "notes",
                    "status"));

    private final List<String> needed;
    private final List<String> optional;

    Columns(List<String> needed, List<String> optional) {
        this.needed = needed;
        this.optional = optional;
    }

    static Columns of(RowKind kind) {
        return switch (kind) {
            case OFFERINGS -> OFFERINGS;
            case PROFESSIONALS -> PROFESSIONALS;
            case CONTACTS -> CONTACTS;
            case BOOKINGS -> BOOKINGS;
        };
    }

    List<String> needed() {
        return needed;
    }

    boolean has(String column) {
        return needed.contains(column) || optional.contains(column);
    }

    String list() {
        return String.join(", ", needed) + ", " + String.join(", ", optional);
    }
}
