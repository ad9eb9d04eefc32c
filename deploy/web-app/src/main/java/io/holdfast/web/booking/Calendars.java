package io.holdfast.web.booking;

import java.time.ZoneId;

import io.holdfast.defaults.web.IanaZones;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the calendar of what is booked: the professional's, anyone's or, where somebody will be found, any time at all. */
@Component
class Calendars {

    private final CatalogueApi catalogue;
    private final FreeTimes freeTimes;

    Calendars(CatalogueApi catalogue, FreeTimes freeTimes) {
        this.catalogue = catalogue;
        this.freeTimes = freeTimes;
    }

    /**
     * @param tz     the zone that was asked for, IANA
     * @param moving the booking that is to be moved, whose own time is no obstacle; null for none
     */
    Calendar of(Page page, Appointment appointment, @Nullable String tz, @Nullable String moving) {
        return appointment.offering().isMatched()
                ? wishes(page, appointment, tz)
                : freeTimes.of(appointment.where(), appointment.duration(), moving);
    }

    /** Whoever is found comes to the reader, so days and times are theirs. */
    private Calendar wishes(Page page, Appointment appointment, @Nullable String tz) {
        ZoneId usual = catalogue.professionals(appointment.offering().id()).stream()
                .findFirst()
                .flatMap(one -> IanaZones.find(one.zone()))
                .orElse(ZoneId.of("UTC"));
        return new WishedTimes(appointment.offering(), appointment.duration(), TimeZones.chosen(page, tz, usual), page.now());
    }
}
