package io.holdfast.availability;

import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Owns schedules and calendar days: lists what is free, holds it, confirms holds and releases them. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AvailabilityService {

    public static void main(String[] arguments) {
        HoldfastService.named(AvailabilityService.class, "availability-service").run(arguments);
    }
}
