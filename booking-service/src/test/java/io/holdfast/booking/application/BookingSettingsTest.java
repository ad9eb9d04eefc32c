package io.holdfast.booking.application;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.domain.CancellationPolicy;
import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.ConfirmationPolicy;
import io.holdfast.booking.domain.Policies;
import jakarta.validation.Validation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Reminders are settings of the platform and of single tenants, within bounds. */
class BookingSettingsTest {

    @Test
    void aTenantsRemindersGoBeforeThePlatforms() {
        BookingSettings settings = bind(Map.of(
                "booking.policies.reminders", "15m,2d",
                "booking.policies.tenant-reminders.clinic", "3h",
                "booking.policies.tenant-reminders.quiet", ""));

        assertThat(reminders(settings, "demo")).containsExactly(Duration.ofDays(2), Duration.ofMinutes(15));
        assertThat(reminders(settings, "clinic")).containsExactly(Duration.ofHours(3));
        assertThat(reminders(settings, "quiet")).isEmpty();
        assertThat(settings.policies().of("demo", Confirmation.INSTANT).reminders().forReview())
                .containsExactly(Duration.ofDays(1), Duration.ofDays(4), Duration.ofDays(11));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "booking.policies.reminders                      | 59s",
        "booking.policies.reminders                      | 31d",
        "booking.policies.reminders                      | 1h,2h,3h,4h,5h,6h",
        "booking.policies.tenant-reminders.clinic        | 31d",
        "booking.policies.review-reminders               | 59m",
        "booking.policies.review-reminders               | 91d",
        "booking.policies.tenant-review-reminders.clinic | 1h,2h,3h,4h,5h,6h"
    })
    void remindersOutOfBoundsAreRefused(String setting, String value) {
        BookingSettings settings = bind(Map.of(setting, value));
        try (var validators = Validation.buildDefaultValidatorFactory()) {
            assertThat(validators.getValidator().validate(settings)).isNotEmpty();
            assertThat(validators.getValidator().validate(bind(Map.of(setting, "2h")))).isEmpty();
        }
    }

    @Test
    void whatATenantDoesNotSayIsThePlatforms() {
        BookingSettings settings = bind(Map.of(
                "booking.policies.full-refund-hours", "48",
                "booking.policies.later-refund-percent", "40",
                "booking.policies.tenants.clinic.later-refund-percent", "0",
                "booking.policies.tenants.clinic.answer-within-hours", "3"));

        Policies clinic = settings.policies().of("clinic", Confirmation.MANUAL);
        assertThat(clinic.cancellation()).isEqualTo(new CancellationPolicy(48, 0));
        assertThat(clinic.confirmation()).isEqualTo(new ConfirmationPolicy(Confirmation.MANUAL, 3, 2));
        assertThat(clinic.rescheduleNoticeHours()).isEqualTo(24);
        assertThat(settings.policies().of("demo", Confirmation.MANUAL).cancellation()).isEqualTo(new CancellationPolicy(48, 40));
        assertThat(isValid(settings)).isTrue();
        assertThat(isValid(bind(Map.of("booking.policies.tenants.clinic.later-refund-percent", "101")))).isFalse();
    }

    private static boolean isValid(BookingSettings settings) {
        try (var validators = Validation.buildDefaultValidatorFactory()) {
            return validators.getValidator().validate(settings).isEmpty();
        }
    }

    private static BookingSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("booking", BookingSettings.class);
    }

    private static List<Duration> reminders(BookingSettings settings, String tenant) {
        return settings.policies().of(tenant, Confirmation.INSTANT).reminders().beforeStart();
    }
}
