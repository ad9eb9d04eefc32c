package io.holdfast.notification;

/** How somebody is written to. */
public enum Channel {
    EMAIL
}
