package io.holdfast.availability.web;

import java.util.List;
import java.util.Optional;

import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.Professional;
import org.jspecify.annotations.Nullable;

/**
 * What a booking of so long costs now.
 *
 * @param duration minutes
 */
record PriceResponse(long duration, Money price) {

    /**
     * What something costs, never negative.
     *
     * @param amount   in minor units, such as paise
     * @param currency ISO 4217
     */
    record Money(long amount, String currency) {}

    /**
     * One for each duration of the offering, the shortest first; none where a price is not known yet.
     *
     * @param whose null where nobody in particular is meant
     */
    static List<PriceResponse> of(Offering offering, @Nullable Professional whose) {
        return offering.durations().stream()
                .sorted()
                .flatMap(length -> offering.priceOf(length, Optional.ofNullable(whose).flatMap(Professional::hourlyRate))
                        .map(price -> new Money(price.minorUnits(), price.currency().getCurrencyCode()))
                        .map(price -> new PriceResponse(length.toMinutes(), price))
                        .stream())
                .toList();
    }
}
