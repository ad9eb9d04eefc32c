package io.holdfast.notification;

/** What became of a notification in the end: all its deliveries are settled, and they say how. */
public sealed interface NotificationEvent {

    /** A channel has it, or nobody wants it. */
    record Sent() implements NotificationEvent {}

    /** Nobody will get it. */
    record Failed() implements NotificationEvent {}
}
