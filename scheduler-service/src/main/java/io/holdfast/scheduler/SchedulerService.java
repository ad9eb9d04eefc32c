package io.holdfast.scheduler;

import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Owns every deadline: durable timers that fire once, never early. It has no HTTP API besides its health. */
@SpringBootApplication
public class SchedulerService {

    public static void main(String[] args) {
        HoldfastService.named(SchedulerService.class, "scheduler-service").run(args);
    }
}
