package io.holdfast.matching.application;

import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.ScoringPolicy;
import io.holdfast.matching.domain.match.Waves;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** How each tenant wants professionals found. */
@Component
@EnableConfigurationProperties(MatchingSettings.class)
public class MatchingPolicies {

    private final MatchingSettings settings;

    MatchingPolicies(MatchingSettings settings) {
        this.settings = settings;
    }

    /** Whether the platform finds anybody for this tenant. */
    public boolean isEnabled(TenantId tenant) {
        return settings.of(tenant.value()).enabled();
    }

    public ScoringPolicy scoring(TenantId tenant) {
        return settings.of(tenant.value()).scoring().toDomain();
    }

    public WaitlistPolicy waitlist(TenantId tenant) {
        return settings.of(tenant.value()).waitlist().toDomain();
    }

    public Waves waves(TenantId tenant) {
        return settings.of(tenant.value()).waves().toDomain();
    }
}
