package io.holdfast.notification;

import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Tells client, professional and admin what became of a booking. */
@SpringBootApplication
public class NotificationService {

    public static void main(String[] args) {
        HoldfastService.named(NotificationService.class, "notification-service").run(args);
    }
}
