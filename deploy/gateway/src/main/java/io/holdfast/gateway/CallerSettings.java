package io.holdfast.gateway;

import java.util.List;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code gateway.callers.*}: whom a request is taken to come from, and how many bookings one address may ask for.
 *
 * @param trustedProxies    addresses and networks ({@code 10.0.0.0/8}) whose {@code X-Forwarded-For} is believed; nobody
 *     else's is
 * @param bookingsPerMinute how many bookings may be asked for from one address, per minute and gateway instance
 * @param unlimited         addresses and networks that the limit is not for, such as that of a load test
 */
@Validated
@ConfigurationProperties("gateway.callers")
record CallerSettings(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("60") @Min(1) int bookingsPerMinute,
        @DefaultValue List<String> unlimited) {}
