package io.holdfast.payment.application;

import java.time.Instant;
import java.util.Optional;

/** When it was noticed that the store had been restored, for all instances. */
public interface Restores {

    /** The last time, empty when never or long ago. */
    Optional<Instant> lastNoticed();

    void notice(Instant at);
}
