package io.holdfast.booking.web;

import java.util.List;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Offering;
import io.holdfast.booking.domain.OfferingPolicies;
import io.holdfast.booking.domain.OfferingRules;
import org.jspecify.annotations.Nullable;

/**
 * An offering as everybody sees it.
 *
 * @param bookable whether anybody can book it now: in mode MATCH not before the platform finds professionals
 * @param policies where they differ from the platform's, null where they do not
 */
record OfferingJson(
        String id,
        String name,
        String description,
        Mode mode,
        Confirmation confirmation,
        List<Integer> durations,
        @Nullable MoneyJson price,
        @Nullable MoneyJson hourlyRate,
        int capacity,
        OfferingRules rules,
        OfferingPolicies policies,
        List<IntakeFieldJson> intakeFields,
        boolean video,
        boolean active,
        boolean bookable) {

    static OfferingJson of(Offering offering) {
        return new OfferingJson(
                offering.id().value(),
                offering.name(),
                offering.description(),
                offering.mode(),
                offering.confirmation(),
                offering.durations(),
                MoneyJson.ofNullable(offering.price()),
                MoneyJson.ofNullable(offering.hourlyRate()),
                offering.capacity(),
                offering.rules(),
                offering.policies(),
                offering.intake().stream().map(IntakeFieldJson::of).toList(),
                offering.video(),
                offering.active(),
                offering.bookable());
    }
}
