package io.holdfast.booking.imports;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code booking.imports.*}
 *
 * @param allowed   origins such as {@code http://127.0.0.1:9000} (without a port: any) that may be read although they are in our
 *                  own network, or are not reached by https
 * @param timeLimit for all that is read of another system; below what the gateway waits for an answer
 */
@Validated
@ConfigurationProperties("booking.imports")
public record ImportSettings(
        @NotNull @DefaultValue List<String> allowed,
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 30) @DefaultValue("30s") Duration timeLimit) {}
