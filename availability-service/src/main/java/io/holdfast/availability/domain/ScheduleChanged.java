package io.holdfast.availability.domain;

import java.time.Instant;

/** The professional's schedule is another one, or their first, from {@code at} on. */
public record ScheduleChanged(Instant at) {}
