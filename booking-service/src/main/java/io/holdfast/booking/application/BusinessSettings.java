package io.holdfast.booking.application;

import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code booking.business.*}: what a business says of itself, beside what {@link BookingSettings} have.
 *
 * @param support         whom people ask; the same as notification-service's
 * @param supports        the same for single tenants, by tenant
 * @param languages       that people are spoken to in, the business's own first
 * @param tenantLanguages the same for single tenants, by tenant
 */
@Validated
@ConfigurationProperties("booking.business")
public record BusinessSettings(
        @DefaultValue("support@holdfast.example") @NotBlank @Email String support,
        @DefaultValue Map<String, @NotBlank @Email String> supports,
        @DefaultValue({"en", "hi", "he"}) @NotEmpty List<@Pattern(regexp = BusinessSettings.LANGUAGE) String> languages,
        @DefaultValue Map<String, @NotEmpty List<@Pattern(regexp = BusinessSettings.LANGUAGE) String>> tenantLanguages) {

    static final String LANGUAGE = "en|hi|he";

    public String supportOf(String tenant) {
        return supports.getOrDefault(tenant, support);
    }

    public List<String> languagesOf(String tenant) {
        return tenantLanguages.getOrDefault(tenant, languages);
    }
}
