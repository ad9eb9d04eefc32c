package io.holdfast.availability.web;

import java.util.List;
import java.util.Optional;

import io.holdfast.availability.domain.Money;
import io.holdfast.availability.domain.Offering;

/**
 * What a booking of so long costs now.
 *
 * @param duration minutes
 */
record PriceResponse(long duration, Amount price) {

    /** @param amount in minor units of the currency */
    record Amount(long amount, String currency) {

        private static Amount of(Money money) {
            return new Amount(money.minorUnits(), money.currency().getCurrencyCode());
        }
    }

    /**
     * One for each duration of the offering, the shortest first; none where a price is not known yet.
     *
     * @param rate what the professional takes for an hour; empty where nobody in particular is meant
     */
    static List<PriceResponse> of(Offering offering, Optional<Money> rate) {
        return offering.durations().stream()
                .sorted()
                .flatMap(length -> offering.priceOf(length, rate).stream()
                        .map(price -> new PriceResponse(length.toMinutes(), Amount.of(price))))
                .toList();
    }
}
