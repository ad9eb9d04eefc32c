package io.holdfast.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for; {@code null} for what is not said.
 *
 * @param professionalId null for anyone, and in mode MATCH
 * @param duration       in minutes
 * @param match          whom the client wishes for, in mode MATCH; null for anybody
 * @param client         null where the token says who it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewBooking(
        String offeringId,
        String mode,
        @Nullable String professionalId,
        Instant start,
        int duration,
        @Nullable Match match,
        @Nullable Person client,
        @Nullable Person recipient,
        Booking.@Nullable Address address,
        Map<String, String> intake,
        String language,
        String displayZone,
        @Nullable String notes) {

    /**
     * Whom somebody wishes for.
     *
     * @param gender    {@code FEMALE}, {@code MALE} or {@code OTHER}
     * @param languages tags of languages that they have to speak
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Match(@Nullable String professionalId, @Nullable String gender, @Nullable List<String> languages) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Person(String name, @Nullable String email, @Nullable String phone) {}
}
