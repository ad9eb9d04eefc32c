package io.holdfast.notification.saga;

/** Who booked. */
record Client(String name, String email) {}
