package io.holdfast.scheduler.domain;

/** A timer and whose it is. */
public record BookingTimer(String bookingId, Timer timer) {}
