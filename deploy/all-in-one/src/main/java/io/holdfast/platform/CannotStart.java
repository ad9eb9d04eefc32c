package io.holdfast.platform;

/** Something about the machine stands in the way; the message is one sentence for whoever typed the command. */
public sealed class CannotStart extends RuntimeException permits PortTaken {

    public CannotStart(String message) {
        super(message, null, false, false);
    }
}
