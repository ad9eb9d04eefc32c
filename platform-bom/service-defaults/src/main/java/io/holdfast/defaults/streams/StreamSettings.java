package io.holdfast.defaults.streams;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code holdfast.streams.*}
 *
 * @param perCaller   how many streams a person, or the holder of a booking's manage token, has open at once
 * @param perAddress  how many streams without a token come from one address
 * @param perInstance how many streams one instance serves
 * @param look        after how long without a signal a stream looks by itself; sooner while signals do not come
 */
@ConfigurationProperties("holdfast.streams")
public record StreamSettings(
        @DefaultValue("20") int perCaller,
        @DefaultValue("200") int perAddress,
        @DefaultValue("2000") int perInstance,
        @DefaultValue("15s") Duration look) {}
