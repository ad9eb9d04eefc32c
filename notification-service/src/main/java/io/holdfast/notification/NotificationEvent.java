package io.holdfast.notification;

/** What became of a notification in the end. */
public sealed interface NotificationEvent {

    /** The channel has it. */
    record Sent() implements NotificationEvent {}

    /** Nobody will get it. */
    record Failed(String reason) implements NotificationEvent {}
}
