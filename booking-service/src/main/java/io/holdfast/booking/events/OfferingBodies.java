package io.holdfast.booking.events;

import java.util.List;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.OfferingEvent;
import io.holdfast.booking.events.Parts.MoneyBody;
import io.holdfast.contracts.Wire;
import io.holdfast.contracts.WireType;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/** The bodies of this service's events on topic {@code offerings}. */
public final class OfferingBodies {

    private OfferingBodies() {}

    /** @param offering as it is after the event */
    public static WireEvent of(Offering offering, OfferingEvent event) {
        String id = offering.id().value();
        return switch (event) {
            case OfferingEvent.Published e -> new WireEvent("offering.published.v1", id, Published.of(offering));
            case OfferingEvent.Retired e -> new WireEvent("offering.retired.v1", id, new Retired(id));
        };
    }

    record Published(
            String offeringId,
            String name,
            @Wire(value = "What the client reads; may be empty.", type = WireType.TEXT_OR_NONE) String description,
            @Wire("Whether the client chose the professional or the platform finds one.") Mode mode,
            @Wire("Whether somebody must accept the booking.") Confirmation confirmation,
            @Wire(min = 1, unique = true) List<Integer> durations,
            @Nullable MoneyBody price,
            @Nullable MoneyBody hourlyRate,
            @Wire(value = "How many live bookings may share a slot.", min = 1) int capacity,
            Rules rules) {

        static Published of(Offering offering) {
            return new Published(
                    offering.id().value(),
                    offering.name(),
                    offering.description(),
                    offering.mode(),
                    offering.confirmation(),
                    offering.durations(),
                    MoneyBody.ofNullable(offering.price()),
                    MoneyBody.ofNullable(offering.hourlyRate()),
                    offering.capacity(),
                    Rules.of(offering));
        }
    }

    @Wire("What may be booked when.")
    record Rules(
            int minNoticeMinutes,
            @Wire(min = 0) int maxDaysAhead,
            boolean sameDay,
            int bufferBeforeMinutes,
            int bufferAfterMinutes,
            @Wire(value = "Never below the payment provider's capture window.", min = 12) int holdMinutes) {

        static Rules of(Offering offering) {
            OfferingRules rules = offering.rules();
            return new Rules(
                    offering.minNoticeMinutes(),
                    rules.maxDaysAhead(),
                    rules.sameDay(),
                    rules.bufferBeforeMinutes(),
                    rules.bufferAfterMinutes(),
                    rules.holdMinutes());
        }
    }

    record Retired(String offeringId) {}
}
