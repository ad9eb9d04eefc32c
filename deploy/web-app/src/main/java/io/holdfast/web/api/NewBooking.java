package io.holdfast.web.api;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for; {@code null} for what is not said.
 *
 * @param professionalId null for anyone, and in mode MATCH
 * @param duration       in minutes
 * @param client         null where the token says who it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewBooking(
        String offeringId,
        String mode,
        @Nullable String professionalId,
        Instant start,
        int duration,
        @Nullable Person client,
        @Nullable Person recipient,
        Booking.@Nullable Address address,
        Map<String, String> intake,
        String language,
        String displayZone,
        @Nullable String notes) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Person(String name, @Nullable String email, @Nullable String phone) {}
}
