package io.holdfast.booking.offerings;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;

import io.holdfast.booking.domain.offering.IntakeField;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TextLine;
import io.holdfast.defaults.web.Texts;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A question that an offering asks.
 *
 * @param options what can be chosen; only and always where the type is {@code choice}
 */
record IntakeFieldBody(
        @NotNull(message = "is needed")
        @Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,39}", message = "is not a field name")
        String name,
        @NotNull(message = "is needed") @TextLine(max = 100) String label,
        @NotNull(message = "is needed")
        @Pattern(regexp = "text|date|time|number|choice", message = "must be one of text, date, time, number, choice")
        String type,
        @Nullable Boolean required,
        @Nullable @Size(max = 50, message = "must have at most 50 entries")
        List<@NotNull(message = "must not be blank") @TextLine(max = 100) String> options) {

    IntakeFieldBody {
        label = Texts.cleanNullable(label);
    }

    static IntakeFieldBody of(IntakeField field) {
        return new IntakeFieldBody(
                field.name(),
                field.label(),
                field.type().name().toLowerCase(Locale.ROOT),
                field.required(),
                field.options());
    }

    /** @throws Problem when the questions contradict each other or themselves */
    static void require(List<IntakeFieldBody> fields) {
        var names = new HashSet<String>();
        for (int i = 0; i < fields.size(); i++) {
            IntakeFieldBody field = fields.get(i);
            if (!names.add(field.name())) {
                throw Problem.invalid("intakeFields[" + i + "].name", "is there twice");
            }
            boolean anyOptions = field.options() != null && !field.options().isEmpty();
            if (field.type().equals("choice") != anyOptions) {
                throw Problem.invalid("intakeFields[" + i + "].options", "are for the type choice, which needs some");
            }
        }
    }

    IntakeField toField() {
        return new IntakeField(
                name,
                label,
                IntakeField.Type.valueOf(type.toUpperCase(Locale.ROOT)),
                required != null && required,
                options == null ? List.of() : options);
    }
}
