package io.holdfast.notification;

/** How far a notification is; the last two are final. */
public enum DeliveryState {
    PENDING,
    SENT,
    FAILED
}
