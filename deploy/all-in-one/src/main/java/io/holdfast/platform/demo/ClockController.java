package io.holdfast.platform.demo;

import java.time.Duration;
import java.time.Instant;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Problem;
import io.holdfast.platform.PlatformClock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /demo/clock}: the platform's time, which can be moved forward, and only forward. */
@RestController
@OpenToAll
class ClockController {

    private static final Duration MOST = Duration.ofDays(400);

    private final PlatformClock clock;

    ClockController(PlatformClock clock) {
        this.clock = clock;
    }

    /** The platform's time. */
    @GetMapping("/demo/clock")
    Time now() {
        return new Time(clock.instant(), clock.offset().toString());
    }

    /** Moves the platform's time forward; everything that waits for time follows it. */
    @PostMapping("/demo/clock")
    Time advance(@RequestBody Advance advance) {
        Duration step = advance.advance();
        if (step == null) {
            throw Problem.invalid("advance", "is needed: an ISO 8601 duration such as PT24H");
        }
        if (step.isNegative() || step.isZero() || step.compareTo(MOST) > 0) {
            throw Problem.invalid("advance", "must be more than nothing and at most " + MOST.toDays() + " days: time only moves forward");
        }
        clock.advance(step);
        return now();
    }

    record Advance(@Nullable Duration advance) {}

    /** @param offset how far ahead of real time, ISO 8601 */
    record Time(Instant now, String offset) {}
}
