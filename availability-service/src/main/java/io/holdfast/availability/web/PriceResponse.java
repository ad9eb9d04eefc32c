package io.holdfast.availability.web;

import java.util.List;

import io.holdfast.availability.domain.Money;
import io.holdfast.availability.domain.SlotRules;

/**
 * What a booking of so long costs now.
 *
 * @param duration minutes
 */
record PriceResponse(long duration, Money price) {

    /** One for each duration of the offering, the shortest first; none where a price is not known yet. */
    static List<PriceResponse> of(SlotRules rules) {
        return rules.offering().durations().stream()
                .sorted()
                .flatMap(length -> rules.priceOf(length).stream()
                        .map(price -> new PriceResponse(length.toMinutes(), price)))
                .toList();
    }
}
