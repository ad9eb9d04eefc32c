package io.holdfast.scheduler.domain;

/** A timer's instant was reached. */
public record TimerFired(Timer timer) {}
