package io.holdfast.booking.privacy;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * {@code booking.privacy.*}
 *
 * @param forgetAfter how long after its end it is known who booked what is over; null for as long as bookings are kept
 */
@Validated
@ConfigurationProperties("booking.privacy")
public record PrivacySettings(@Nullable @DurationMin(days = 1) Duration forgetAfter) {}
