package io.holdfast.web.booking;

import java.time.ZoneId;

import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Money;
import io.holdfast.web.api.Offering;
import io.holdfast.web.api.Professional;
import io.holdfast.web.page.NotThere;
import org.jspecify.annotations.Nullable;

/**
 * What is being booked, as far as it is chosen.
 *
 * @param professional null for whoever is free, or will be found
 * @param duration     in minutes
 */
record Appointment(Offering offering, @Nullable Professional professional, int duration) {

    /**
     * @param professional an id, or {@link Where#ANYONE}
     * @param duration     null for the usual one, as is one that is not offered
     * @throws NotThere when that offering cannot be had from that professional
     */
    static Appointment of(CatalogueApi catalogue, String offeringId, String professional, @Nullable Integer duration) {
        Offering offering = catalogue.offering(offeringId);
        boolean anyone = professional.equals(Where.ANYONE);
        if (!offering.active() || !offering.bookable() || (offering.isMatched() && !anyone)) {
            throw new NotThere();
        }
        Professional whose = anyone ? null : catalogue.professional(professional);
        if (whose != null && !whose.offeringIds().contains(offeringId)) {
            throw new NotThere();
        }
        int minutes = duration != null && offering.durations().contains(duration) ? duration : DefaultDuration.of(offering);
        if (whose == null && offering.priceOf(minutes) == null) {
            throw new NotThere();
        }
        return new Appointment(offering, whose, minutes);
    }

    Where where() {
        return new Where(offering.id(), professional == null ? null : professional.id());
    }

    Links links(@Nullable ZoneId zone) {
        return new Links(offering.id(), professional == null ? Where.ANYONE : professional.id(), duration, zone);
    }

    Money price() {
        return price(duration);
    }

    Money price(int minutes) {
        if (professional != null) {
            return offering.priceWith(professional, minutes);
        }
        Money own = offering.priceOf(minutes);
        if (own == null) {
            throw new NotThere();
        }
        return own;
    }
}
