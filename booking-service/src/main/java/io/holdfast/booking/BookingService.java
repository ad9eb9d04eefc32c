package io.holdfast.booking;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.application.BusinessSettings;
import io.holdfast.booking.privacy.PrivacySettings;
import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts booking-service. */
@SpringBootApplication
@EnableConfigurationProperties({BookingSettings.class, BusinessSettings.class, PrivacySettings.class})
public class BookingService {

    public static void main(String[] args) {
        HoldfastService.named(BookingService.class, "booking-service").run(args);
    }
}
