package io.holdfast.availability.domain;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What an offering costs. Booking-service owns it and freezes the price on the booking; this shows people the same figure
 * before they book.
 *
 * @param price      for every duration; null when that depends on it
 * @param hourlyRate null when there is a fixed price, or when the professional's own rate applies
 */
public record Tariff(@Nullable Money price, @Nullable Money hourlyRate) {

    /** Whether the professional's own rate decides, so that nobody knows the price before they know with whom. */
    public boolean isProfessionals() {
        return price == null && hourlyRate == null;
    }

    /** @param professionals their own rate; empty where it is not known, and nobody in particular is meant */
    Optional<Money> priceOf(Duration length, Optional<Money> professionals) {
        if (price != null) {
            return Optional.of(price);
        }
        return (hourlyRate == null ? professionals : Optional.of(hourlyRate)).map(rate -> rate.forMinutes(length.toMinutes()));
    }
}
