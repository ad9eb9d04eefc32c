package io.holdfast.defaults;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.holdfast.messaging.Heartbeat;
import io.holdfast.messaging.LoopBean;
import io.holdfast.messaging.LoopOwner;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/**
 * A service is alive while the loops that it lives by go round: those of every {@link LoopOwner}, which no service has to
 * name. A store or a broker that is away stops none of them, since each call has a time limit; what stands still is
 * mended by a restart only.
 */
@AutoConfiguration
class LoopsHealth {

    @Bean
    LoopWatch loopWatch(ObjectProvider<LoopOwner> owners) {
        return new LoopWatch(owners);
    }

    @Bean
    HealthIndicator loopsHealthIndicator(LoopWatch watch) {
        return () -> {
            List<Heartbeat> still = watch.standingStill();
            Health.Builder health = still.isEmpty() ? Health.up() : Health.down();
            still.forEach(loop -> health.withDetail(loop.loop(), "no round for " + loop.silence().toSeconds() + " s"));
            return health.build();
        };
    }

    @Bean
    LoopMetrics loopMetrics(LoopWatch watch, ObjectProvider<MeterRegistry> metrics) {
        return new LoopMetrics(watch, metrics);
    }

    /** Says it in the log, too, where nobody asks for liveness. */
    static final class LoopWatch extends LoopBean {

        private static final Logger log = LoggerFactory.getLogger(LoopsHealth.class);
        private static final Duration LOOK = Duration.ofSeconds(5);

        private final ObjectProvider<LoopOwner> owners;
        private final Set<String> told = new HashSet<>();

        LoopWatch(ObjectProvider<LoopOwner> owners) {
            super("loop-watch", LOOK);
            this.owners = owners;
        }

        List<Heartbeat> all() {
            return owners.stream().flatMap(owner -> owner.heartbeats().stream()).toList();
        }

        List<Heartbeat> standingStill() {
            return all().stream().filter(Heartbeat::standsStill).toList();
        }

        @Override
        protected void goRound() {
            for (Heartbeat loop : all()) {
                if (loop.standsStill() && told.add(loop.loop())) {
                    log.error("{} has stood still for {} s; this instance is not alive", loop.loop(), loop.silence().toSeconds());
                } else if (!loop.standsStill() && told.remove(loop.loop())) {
                    log.info("{} goes round again", loop.loop());
                }
            }
        }
    }

    /** How often rounds failed, by loop, and how many loops stand still. */
    static final class LoopMetrics {

        private final LoopWatch watch;
        private final ObjectProvider<MeterRegistry> metrics;

        LoopMetrics(LoopWatch watch, ObjectProvider<MeterRegistry> metrics) {
            this.watch = watch;
            this.metrics = metrics;
        }

        /** Only now there are all of them. */
        @EventListener(ApplicationReadyEvent.class)
        void bind() {
            metrics.ifAvailable(registry -> {
                for (Heartbeat loop : watch.all()) {
                    FunctionCounter.builder("holdfast.loop.failures", loop, Heartbeat::failures)
                            .description("rounds that failed, and errors beside them")
                            .tag("loop", loop.loop())
                            .register(registry);
                }
                Gauge.builder("holdfast.loops.standing.still", watch, all -> all.standingStill().size())
                        .description("loops without a round for longer than their bound")
                        .register(registry);
            });
        }
    }
}
