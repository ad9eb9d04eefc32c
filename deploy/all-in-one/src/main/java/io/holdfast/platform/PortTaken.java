package io.holdfast.platform;

/** Somebody else listens where the gateway was to listen. */
final class PortTaken extends CannotStart {

    PortTaken(String message) {
        super(message);
    }
}
