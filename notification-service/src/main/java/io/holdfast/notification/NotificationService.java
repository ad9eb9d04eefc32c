package io.holdfast.notification;

import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Tells client, professional and admin what became of a booking, by the channels that they want. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class NotificationService {

    public static void main(String[] args) {
        HoldfastService.named(NotificationService.class, "notification-service").run(args);
    }
}
