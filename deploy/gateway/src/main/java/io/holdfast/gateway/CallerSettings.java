package io.holdfast.gateway;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code gateway.callers.*}: whom a request is taken to come from, and how much they may ask for, per minute: of all
 * instances of the gateway together, or of each while there is no Redis.
 *
 * @param trustedProxies    addresses and networks ({@code 10.0.0.0/8}) whose {@code X-Forwarded-For} is believed; nobody
 *     else's is
 * @param bookingsPerMinute how many bookings and places on waitlists may be asked for from one address
 * @param perAddress        how many requests may come from one address without a token: a household, a practice, a mobile
 *     network's exit
 * @param perPerson         how many requests may come with the tokens of one person, wherever from
 * @param unlimited         addresses and networks that the limits are not for, such as that of a load test
 * @param countedWithin     how long Redis may take to count a request, before this instance counts by itself for a while
 */
@Validated
@ConfigurationProperties("gateway.callers")
record CallerSettings(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("60") @Min(1) int bookingsPerMinute,
        @DefaultValue("1200") @Min(1) int perAddress,
        @DefaultValue("600") @Min(1) int perPerson,
        @DefaultValue List<String> unlimited,
        @DefaultValue("100ms") Duration countedWithin) {}
