package io.holdfast.booking.application;

import java.util.Map;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code booking.*}
 *
 * @param manageTokenSecret what guests' manage tokens are derived from; empty for one that lasts as long as the process
 * @param numberPrefix      how booking numbers begin
 * @param numberPrefixes    how they begin for single tenants, by tenant
 * @param companyFeePercent the platform's part of each price
 */
@Validated
@ConfigurationProperties("booking")
public record BookingSettings(
        @DefaultValue("") @Pattern(regexp = "|.{32,}", message = "needs 32 characters or more") String manageTokenSecret,
        @DefaultValue("HF") @Pattern(regexp = "[A-Z][A-Z0-9]*") String numberPrefix,
        @DefaultValue Map<String, @Pattern(regexp = "[A-Z][A-Z0-9]*") String> numberPrefixes,
        @DefaultValue("15") @Min(0) @Max(100) int companyFeePercent) {

    public String numberPrefixOf(String tenant) {
        return numberPrefixes.getOrDefault(tenant, numberPrefix);
    }
}
