package io.holdfast.booking.domain.offering;

import java.util.List;

/**
 * A question that an offering asks when it is booked.
 *
 * @param label   as the client reads it
 * @param options what can be chosen, where {@code type} is {@code CHOICE}
 */
public record IntakeField(String name, String label, Type type, boolean required, List<String> options) {

    public IntakeField {
        options = List.copyOf(options);
    }

    /** What kind of answer is wanted. */
    public enum Type {
        TEXT,
        /** {@code 2026-12-01} */
        DATE,
        /** {@code 09:30} */
        TIME,
        /** Digits, perhaps a sign and a decimal point. */
        NUMBER,
        CHOICE
    }
}
