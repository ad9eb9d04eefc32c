package io.holdfast.web.booking;

import java.util.List;

/**
 * A booking that could not be moved to the time that was chosen.
 *
 * @param when    it is, as before
 * @param nearest free times; empty where none is known
 * @param back    to days and times
 */
public record RescheduleGoneView(
        String id, String number, String what, String when, List<DayChoice.Link> nearest, String back) {}
