package io.holdfast.booking.offerings;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.offering.Offering;
import org.springframework.stereotype.Component;

/** Offerings with the policies that are in force for them: their own, and the tenant's where they have none. */
@Component
class OfferingViews {

    private final BookingSettings settings;

    OfferingViews(BookingSettings settings) {
        this.settings = settings;
    }

    OfferingResponse of(Offering offering) {
        return OfferingResponse.of(offering, usual(offering.tenant(), offering.confirmation()), matches(offering));
    }

    boolean isBookable(Offering offering) {
        return offering.bookable(matches(offering));
    }

    private boolean matches(Offering offering) {
        return settings.match().of(offering.tenant().value()).enabled();
    }

    Policies usual(TenantId tenant, Confirmation confirmation) {
        return settings.policies().of(tenant.value(), confirmation);
    }
}
