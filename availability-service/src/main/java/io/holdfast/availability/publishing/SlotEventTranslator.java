package io.holdfast.availability.publishing;

import java.time.Instant;
import java.util.List;

import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what a calendar says into what travels on the topic {@code slots}. */
@Component
public class SlotEventTranslator {

    public WireEvent toWire(SlotEvent event) {
        String id = event.booking().bookingId();
        int revision = event.booking().revision();
        return switch (event) {
            case SlotEvent.Reserved e -> new WireEvent("slot.reserved.v1", id, new SlotReserved(
                    id, revision, e.professional().value(), e.slot().start(), e.slot().end(), e.holdUntil()));
            case SlotEvent.Rejected e -> new WireEvent("slot.rejected.v1", id, new SlotRejected(
                    id, revision, e.reason().name(), conflicts(e), e.attempt() == 1 ? null : e.attempt()));
            case SlotEvent.Booked e -> new WireEvent("slot.booked.v1", id, new SlotBooked(
                    id, revision, e.professional().value(), e.slot().start(), e.slot().end()));
            case SlotEvent.Lost e -> new WireEvent("slot.lost.v1", id, new SlotLost(id, revision, e.reason()));
            case SlotEvent.Released e -> new WireEvent("slot.released.v1", id, new SlotReleased(
                    id, revision, e.professional().value(), e.slot().start(), e.slot().end()));
        };
    }

    private static @Nullable List<WireConflict> conflicts(SlotEvent.Rejected rejected) {
        return rejected.conflicts().isEmpty()
                ? null
                : rejected.conflicts().stream()
                        .map(c -> new WireConflict(c.bookingId(), c.number(), c.slot().start(), c.slot().end()))
                        .toList();
    }

    record SlotReserved(
            String bookingId, int revision, String professionalId, Instant start, Instant end, Instant holdUntil) {}

    /**
     * @param conflicts absent where there are none to name
     * @param attempt   absent for the first
     */
    record SlotRejected(
            String bookingId,
            int revision,
            String reason,
            @Nullable List<WireConflict> conflicts,
            @Nullable Integer attempt) {}

    record WireConflict(String bookingId, @Nullable String number, Instant start, Instant end) {}

    record SlotBooked(String bookingId, int revision, String professionalId, Instant start, Instant end) {}

    record SlotLost(String bookingId, int revision, String reason) {}

    record SlotReleased(String bookingId, int revision, String professionalId, Instant start, Instant end) {}
}
