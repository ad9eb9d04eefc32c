package io.holdfast.scheduler;

import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Owns every deadline: durable timers that fire once, never early. Its HTTP API is their log, for admins. */
@SpringBootApplication
public class SchedulerService {

    public static void main(String[] args) {
        HoldfastService.named(SchedulerService.class, "scheduler-service").run(args);
    }
}
