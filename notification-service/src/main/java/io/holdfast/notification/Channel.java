package io.holdfast.notification;

/** How somebody is written to. */
public enum Channel {
    EMAIL,
    SMS,
    /** To the browsers and devices in which somebody has asked for it. */
    PUSH
}
