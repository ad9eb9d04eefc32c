package io.holdfast.matching.geocoding;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code matching.geocoding.*}
 *
 * @param nominatimUrl a server that speaks Nominatim's API, without a slash at the end; empty for the gazetteer alone. It
 *                     gets clients' addresses
 * @param userAgent    who asks, as Nominatim's usage policy wants it
 * @param timeout      of one call
 * @param atOnce       calls at the same time
 */
@Validated
@ConfigurationProperties("matching.geocoding")
record GeocodingSettings(
        @DefaultValue("") @NotNull @Pattern(regexp = "|https?://\\S{1,500}[^/\\s]") String nominatimUrl,
        @DefaultValue("Holdfast") @NotNull String userAgent,
        @DefaultValue("2s") @NotNull Duration timeout,
        @DefaultValue("4") @Min(1) int atOnce) {

    boolean isConfigured() {
        return !nominatimUrl.isEmpty();
    }
}
