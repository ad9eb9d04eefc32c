package io.holdfast.razorpay.simulator;

import java.time.Clock;
import java.time.Instant;

import org.springframework.stereotype.Component;

/**
 * The time of the network and the bank. The platform's clock can be set a day ahead in a demo; a webhook that is being
 * retried must not be given up for that.
 */
@Component
class RealTime {
    private final Clock clock = Clock.systemUTC();

    /** In milliseconds, since that is what the document store keeps. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
