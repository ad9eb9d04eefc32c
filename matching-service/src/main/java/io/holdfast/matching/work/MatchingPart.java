package io.holdfast.matching.work;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.holdfast.defaults.health.HealthPart;
import io.holdfast.matching.application.MatchingPolicies;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.ProposalStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/**
 * Whether professionals are found for the tenant, and what {@link MatchMetrics} says of this instance since its start: of all
 * tenants, as a metric is.
 */
@Component
class MatchingPart implements HealthPart {

    private final MatchingPolicies policies;
    private final MeterRegistry metrics;

    MatchingPart(MatchingPolicies policies, MeterRegistry metrics) {
        this.policies = policies;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return "matching";
    }

    @Override
    public boolean isMeasured() {
        return false;
    }

    @Override
    public State look(String tenant) {
        boolean enabled = policies.isEnabled(new TenantId(tenant));
        Map<String, Object> figures = new TreeMap<>();
        figures.put("enabled", enabled);
        Timer first = metrics.find("holdfast.matching.time").timer();
        if (first != null && first.count() > 0) {
            figures.put("requests", first.count());
            figures.put("meanMillisToFirstProposal", Math.round(first.mean(TimeUnit.MILLISECONDS)));
        }
        double accepted = proposals(ProposalStatus.ACCEPTED);
        double answered = accepted + proposals(ProposalStatus.DECLINED) + proposals(ProposalStatus.EXPIRED);
        if (answered > 0) {
            figures.put("acceptanceRate", Math.round(accepted / answered * 10_000) / 10_000.0);
        }
        DistributionSummary waves = metrics.find("holdfast.matching.waves").summary();
        if (waves != null && waves.count() > 0) {
            figures.put("matches", waves.count());
            figures.put("wavesPerMatch", Math.round(waves.mean() * 100) / 100.0);
        }
        return new State(Status.UP, enabled ? null : "Nobody is looked for: it is switched off for this business.", figures);
    }

    private double proposals(ProposalStatus status) {
        Counter counter = metrics.find("holdfast.matching.proposals").tag("status", status.name().toLowerCase(Locale.ROOT)).counter();
        return counter == null ? 0 : counter.count();
    }
}
