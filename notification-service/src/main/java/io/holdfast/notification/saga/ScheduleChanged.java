package io.holdfast.notification.saga;

/** What this service reads of {@code schedule.changed.v1}: in which zone the professional reads times. */
record ScheduleChanged(String professionalId, Hours schedule) {

    record Hours(String zone) {}
}
