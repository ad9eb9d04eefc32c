package io.holdfast.booking.offerings;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.offering.Offering;
import org.springframework.stereotype.Component;

/** Shows offerings with the policies that are in force for them. */
@Component
class OfferingViews {

    private final BookingSettings settings;

    OfferingViews(BookingSettings settings) {
        this.settings = settings;
    }

    OfferingResponse of(Offering offering) {
        return OfferingResponse.of(offering, settings.policies().of(offering.tenant().value(), offering.confirmation()));
    }
}
