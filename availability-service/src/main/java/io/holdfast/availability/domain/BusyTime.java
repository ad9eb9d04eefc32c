package io.holdfast.availability.domain;

/**
 * Time on one date in which another calendar of the professional has something: that they are busy, and nothing of what it is.
 * What spans several dates is one on each.
 *
 * @param calendar the {@link BusyCalendar}'s id
 */
public record BusyTime(String calendar, Slot slot) {}
