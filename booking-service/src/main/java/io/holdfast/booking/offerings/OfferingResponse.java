package io.holdfast.booking.offerings;

import java.util.List;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.OfferingPolicies;
import io.holdfast.booking.web.Amount;
import org.jspecify.annotations.Nullable;

/**
 * An offering as everybody sees it.
 *
 * @param bookable whether anybody can book it now: in mode MATCH not before the platform finds professionals
 * @param policies where they differ from the platform's, null where they do not
 */
record OfferingResponse(
        String id,
        String name,
        String description,
        Mode mode,
        Confirmation confirmation,
        List<Integer> durations,
        @Nullable Amount price,
        @Nullable Amount hourlyRate,
        int capacity,
        OfferingRules rules,
        OfferingPolicies policies,
        List<IntakeFieldBody> intakeFields,
        boolean video,
        boolean active,
        boolean bookable) {

    static OfferingResponse of(Offering offering) {
        return new OfferingResponse(
                offering.id().value(), offering.name(), offering.description(), offering.mode(),
                offering.confirmation(), offering.durations(), Amount.ofNullable(offering.price()),
                Amount.ofNullable(offering.hourlyRate()), offering.capacity(), offering.rules(), offering.policies(),
                offering.intake().stream().map(IntakeFieldBody::of).toList(), offering.video(), offering.active(),
                offering.bookable());
    }
}
