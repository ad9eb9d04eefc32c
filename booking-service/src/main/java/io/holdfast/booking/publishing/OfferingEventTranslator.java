package io.holdfast.booking.publishing;

import java.util.List;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.Offering;
import io.holdfast.booking.domain.OfferingEvent;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.publishing.BookingWire.MoneyBody;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/** What an offering's events are called and carry on topic {@code offerings}. */
public final class OfferingEventTranslator {

    private OfferingEventTranslator() {}

    public static List<WireEvent> translate(List<OfferingEvent> events) {
        return events.stream().map(OfferingEventTranslator::translate).toList();
    }

    private static WireEvent translate(OfferingEvent event) {
        return switch (event) {
            case OfferingEvent.Published e ->
                new WireEvent("offering.published.v1", e.offering().id().value(), published(e.offering()));
            case OfferingEvent.Retired e ->
                new WireEvent("offering.retired.v1", e.id().value(), new BookingWire.OfferingRetired(e.id().value()));
        };
    }

    private static BookingWire.OfferingPublished published(Offering offering) {
        OfferingRules rules = offering.rules();
        return new BookingWire.OfferingPublished(
                offering.id().value(),
                offering.name(),
                offering.description(),
                offering.mode().name(),
                offering.confirmation().name(),
                offering.durations(),
                money(offering.price()),
                money(offering.hourlyRate()),
                offering.capacity(),
                new BookingWire.RulesBody(
                        offering.minNoticeMinutes(),
                        rules.maxDaysAhead(),
                        rules.sameDay(),
                        rules.bufferBeforeMinutes(),
                        rules.bufferAfterMinutes(),
                        rules.holdMinutes()));
    }

    private static @Nullable MoneyBody money(@Nullable Money money) {
        return money == null ? null : BookingEventTranslator.money(money);
    }
}
