package io.holdfast.matching.saga;

import java.time.DateTimeException;
import java.time.ZoneId;

import io.holdfast.messaging.PoisonMessage;

/** What this service reads of others' events. */
final class Received {

    private Received() {}

    /** {@code schedule.changed.v1} */
    record ScheduleChanged(String professionalId, Hours schedule) {

        record Hours(String zone) {}

        ZoneId zone() {
            try {
                return ZoneId.of(schedule.zone());
            } catch (DateTimeException e) {
                throw new PoisonMessage("The schedule of " + professionalId + " is in no known zone: " + schedule.zone(), e);
            }
        }
    }
}
