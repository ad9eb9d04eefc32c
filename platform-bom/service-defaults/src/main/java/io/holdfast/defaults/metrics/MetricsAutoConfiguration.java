package io.holdfast.defaults.metrics;

import io.holdfast.defaults.health.PartLooks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** Bounds our metrics, and measures the parts that a service has. */
@AutoConfiguration(
        afterName = {
            "io.holdfast.defaults.health.HealthAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
class MetricsAutoConfiguration {

    private static final int MOST_OFFERINGS = 50;

    /** A platform of many businesses has thousands of them. */
    @Bean
    MeterFilter offeringsAreBounded() {
        return new BoundedTag("offering", MOST_OFFERINGS);
    }

    @Bean
    @ConditionalOnBean({PartLooks.class, MeterRegistry.class})
    PartMetrics partMetrics(PartLooks looks, MeterRegistry metrics) {
        return new PartMetrics(looks, metrics);
    }
}
