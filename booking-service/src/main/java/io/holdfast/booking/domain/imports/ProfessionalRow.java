package io.holdfast.booking.domain.imports;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A professional as a row says them; the services that own profiles and schedules say what of it is wrong. What is null stays as
 * it is, or has its default.
 *
 * @param rate        of an hour, in minor units of {@code currency}
 * @param hours       the whole week's; null where nothing is said of them
 * @param breaks      likewise
 */
public record ProfessionalRow(
        int line,
        String id,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String category,
        @Nullable Long rate,
        @Nullable String currency,
        @Nullable String zone,
        @Nullable List<String> languages,
        @Nullable List<String> offeringIds,
        @Nullable Boolean active,
        @Nullable List<Stretch> hours,
        @Nullable List<Stretch> breaks) {

    /** Wall times such as {@code 09:00} on a day of the week such as {@code MONDAY}, as they were written. */
    public record Stretch(String day, String start, String end) {}
}
