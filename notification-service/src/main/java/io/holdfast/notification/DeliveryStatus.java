package io.holdfast.notification;

/** How far a delivery is; the last three are final. */
public enum DeliveryStatus {
    PENDING,
    /** Claimed by an instance that is handing it over, or has died meanwhile. */
    SENDING,
    SENT,
    FAILED,
    /** Not sent, and that is right: it came too late, or its reader does not want it. */
    SKIPPED
}
