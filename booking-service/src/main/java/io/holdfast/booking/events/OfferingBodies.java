package io.holdfast.booking.events;

import java.util.List;

import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.OfferingEvent;
import io.holdfast.booking.events.Parts.MoneyBody;
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
            String description,
            String mode,
            String confirmation,
            List<Integer> durations,
            @Nullable MoneyBody price,
            @Nullable MoneyBody hourlyRate,
            int capacity,
            Rules rules) {

        static Published of(Offering offering) {
            return new Published(
                    offering.id().value(),
                    offering.name(),
                    offering.description(),
                    offering.mode().name(),
                    offering.confirmation().name(),
                    offering.durations(),
                    MoneyBody.ofNullable(offering.price()),
                    MoneyBody.ofNullable(offering.hourlyRate()),
                    offering.capacity(),
                    Rules.of(offering));
        }
    }

    record Rules(
            int minNoticeMinutes,
            int maxDaysAhead,
            boolean sameDay,
            int bufferBeforeMinutes,
            int bufferAfterMinutes,
            int holdMinutes) {

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
