package io.holdfast.platform;

/** Something about the machine stands in the way; the message is one sentence for whoever typed the command. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String message) {
        super(message, null, false, false);
    }
}
