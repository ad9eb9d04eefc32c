package io.holdfast.razorpay.simulator;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import com.mongodb.WriteConcern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SimulatorConfiguration {

    /** Dates orders, payments and events; the embedded platform brings its own, adjustable one. */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    MongoClientSettingsBuilderCustomizer acknowledgeOnlyWhatIsDurable() {
        return settings -> settings.writeConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** As in service-defaults, which the simulator does without: no store call holds its tasks up for good. */
    @Bean
    MongoClientSettingsBuilderCustomizer simulatorTimeLimits() {
        return settings -> settings
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(5, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(
                        pool -> pool.maxWaitTime(10, TimeUnit.SECONDS).maxConnectionIdleTime(10, TimeUnit.SECONDS));
    }

    @Bean
    FilterRegistrationBean<KeyAuthentication> keyAuthentication(SimulatorSettings settings) {
        var registration = new FilterRegistrationBean<>(new KeyAuthentication(settings));
        registration.addUrlPatterns("/v1/*");
        registration.setOrder(1);
        return registration;
    }

    /** Behind the key: who is not known is told so, whatever else goes wrong. */
    @Bean
    FilterRegistrationBean<FaultFilter> faultFilter(Faults faults) {
        var registration = new FilterRegistrationBean<>(new FaultFilter(faults));
        registration.addUrlPatterns("/v1/*");
        registration.setOrder(2);
        return registration;
    }
}
