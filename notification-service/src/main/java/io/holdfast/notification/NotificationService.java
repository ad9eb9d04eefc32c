package io.holdfast.notification;

import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Tells client, professional and admin what became of a booking. It has no HTTP API besides its health. */
@SpringBootApplication
@EnableConfigurationProperties({NotificationSettings.class, Businesses.class})
public class NotificationService {

    public static void main(String[] args) {
        HoldfastService.named(NotificationService.class, "notification-service").run(args);
    }
}
