package io.holdfast.defaults.web;

import java.util.Map;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.phones.*}: the same for all services, or a number that one of them takes is none for the next.
 *
 * @param country   ISO 3166 code of the country whose national phone numbers are understood
 * @param countries the same for single tenants, by tenant
 */
@Validated
@ConfigurationProperties("holdfast.phones")
public record PhoneSettings(
        @DefaultValue("IN") @NotNull @Pattern(regexp = PhoneSettings.COUNTRY) String country,
        @DefaultValue Map<String, @Pattern(regexp = PhoneSettings.COUNTRY) String> countries) {

    static final String COUNTRY = "[A-Z]{2}";

    public String countryOf(String tenant) {
        return countries.getOrDefault(tenant, country);
    }
}
