package io.holdfast.notification;

/** How far a notification is; the last two are final. */
public enum DeliveryStatus {
    PENDING,
    /** Claimed by an instance that is handing it over, or has died meanwhile. */
    SENDING,
    SENT,
    FAILED
}
