package io.holdfast.razorpay.simulator;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The simulator as a process of its own, or as one of the contexts of the embedded platform.
 *
 * <p>What the other contexts bring onto a shared classpath is excluded by name: security would demand a login where
 * Razorpay demands a key, and brokers and caches would be connected to for nothing.
 */
@SpringBootApplication(excludeName = {
    "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
    "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
    "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
    "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web."
        + "OAuth2ResourceServerWebSecurityAutoConfiguration",
    "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
    "org.springframework.boot.kafka.autoconfigure.metrics.KafkaMetricsAutoConfiguration",
    "org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration",
    "org.springframework.boot.mail.autoconfigure.health.MailHealthContributorAutoConfiguration",
    "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
    "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration"
})
@ConfigurationPropertiesScan
public class RazorpaySimulator {

    public static void main(String[] arguments) {
        // Plenty, where nobody watches them: see Carriers in service-defaults.
        System.getProperties().putIfAbsent("jdk.virtualThreadScheduler.parallelism", "256");
        new SpringApplicationBuilder(RazorpaySimulator.class)
            .properties("spring.config.name=razorpay-simulator")
            .run(arguments);
    }
}
