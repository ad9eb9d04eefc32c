package io.holdfast.notification.saga;

/** The offering, as a booking event names it. */
record Offering(String name) {}
