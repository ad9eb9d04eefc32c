package io.holdfast.messaging;

import org.jspecify.annotations.Nullable;

/** A message that no retry can mend: unparsable, of an unknown version, or against its contract. It is parked at once. */
public class PoisonMessage extends RuntimeException {

    public PoisonMessage(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
