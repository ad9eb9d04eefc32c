package io.holdfast.notification.webhooks;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code notification.webhooks.*}
 *
 * @param allowed      origins such as {@code http://127.0.0.1:9000} (without a port: any) that may be targets although they are
 *                     in our own network, or are not reached by https
 * @param timeLimit    for a whole request
 * @param most         webhooks of a tenant
 * @param lookInterval pause between looks into the store for what nobody scheduled
 * @param atOnce       how many webhooks are delivered to at the same time
 */
@Validated
@ConfigurationProperties("notification.webhooks")
public record WebhookSettings(
        @NotNull @DefaultValue List<String> allowed,
        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 10) @DefaultValue("10s") Duration timeLimit,
        @Min(1) @Max(1_000) @DefaultValue("20") int most,
        @NotNull @DefaultValue("1s") Duration lookInterval,
        @Min(1) @DefaultValue("16") int atOnce) {}
