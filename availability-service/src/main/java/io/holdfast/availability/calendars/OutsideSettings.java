package io.holdfast.availability.calendars;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * {@code availability.busy-calendars.*}, as far as it is about what is outside.
 *
 * @param secret    32 characters or more, with which is encrypted how calendars are reached; without it none can be registered
 * @param allowed   origins such as {@code http://127.0.0.1:9000} (without a port: any) that may be read although they are in our
 *                  own network, or are not reached by https
 * @param timeLimit for all that is asked of one calendar at a time
 * @param largest   size of an answer, unpacked
 * @param mostTimes that a calendar may have in the dates that are read
 * @param ownHost   right-hand side of our own entries' UIDs
 */
@Validated
@ConfigurationProperties("availability.busy-calendars")
public record OutsideSettings(
        @NotNull @DefaultValue("") String secret,
        @NotNull @DefaultValue List<String> allowed,
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 60) @DefaultValue("20s") Duration timeLimit,
        @NotNull @DefaultValue("5MB") DataSize largest,
        @Min(10) @Max(20_000) @DefaultValue("5000") int mostTimes,
        @NotBlank @DefaultValue("holdfast") String ownHost) {

    private static final int SHORTEST_SECRET = 32;

    public OutsideSettings {
        secret = secret.strip();
        if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("HOLDFAST_CALENDAR_SECRET needs " + SHORTEST_SECRET + " characters or more");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OutsideSettings[" + allowed + "]";
    }
}
