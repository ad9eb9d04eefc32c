package io.holdfast.booking.slots;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code booking.slot-check.*}
 *
 * @param url       where availability-service is, without a slash at the end; empty: nobody is asked
 * @param timeLimit after which there is no answer
 */
@ConfigurationProperties("booking.slot-check")
record SlotCheckSettings(@DefaultValue("") String url, @DefaultValue("300ms") Duration timeLimit) {}
