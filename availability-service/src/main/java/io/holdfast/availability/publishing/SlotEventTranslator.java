package io.holdfast.availability.publishing;

import java.time.Instant;
import java.util.List;

import io.holdfast.availability.domain.Refusal;
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
                    id,
                    revision,
                    published(e.reason()).name(),
                    published(e.reason()) == e.reason() ? null : e.reason().name(),
                    conflicts(e),
                    e.attempt() == 1 ? null : e.attempt()));
            case SlotEvent.Booked e -> new WireEvent("slot.booked.v1", id, new SlotBooked(
                    id, revision, e.professional().value(), e.slot().start(), e.slot().end()));
            case SlotEvent.Lost e -> new WireEvent("slot.lost.v1", id, new SlotLost(id, revision, e.reason()));
            case SlotEvent.Released e -> new WireEvent("slot.released.v1", id, new SlotReleased(
                    id, revision, e.professional().value(), e.slot().start(), e.slot().end()));
        };
    }

    /** A published version gains no values: what is newer travels as what consumers of old take it for. */
    private static Refusal published(Refusal reason) {
        return switch (reason) {
            case OFF_STEP, ENDED, TOO_LATE -> Refusal.CLOSED;
            case TOO_SOON, TOO_FAR, CLOSED, BREAK, BOOKED, HELD, FULL, OFFERING_UNKNOWN, PROFESSIONAL_UNKNOWN -> reason;
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
     * @param exactReason absent where {@code reason} says it all
     * @param conflicts   absent where there are none to name
     * @param attempt     absent for the first
     */
    record SlotRejected(
            String bookingId,
            int revision,
            String reason,
            @Nullable String exactReason,
            @Nullable List<WireConflict> conflicts,
            @Nullable Integer attempt) {}

    record WireConflict(String bookingId, @Nullable String number, Instant start, Instant end) {}

    record SlotBooked(String bookingId, int revision, String professionalId, Instant start, Instant end) {}

    record SlotLost(String bookingId, int revision, String reason) {}

    record SlotReleased(String bookingId, int revision, String professionalId, Instant start, Instant end) {}
}
