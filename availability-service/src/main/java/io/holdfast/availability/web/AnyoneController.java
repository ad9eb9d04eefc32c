package io.holdfast.availability.web;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

import io.holdfast.availability.application.FindAnyone;
import io.holdfast.availability.domain.Anyone;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Tariff;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.web.AvailabilityController.AvailabilityResponse;
import io.holdfast.availability.web.AvailabilityController.AvailableDatesResponse;
import io.holdfast.availability.web.AvailabilityController.SlotResponse;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What can be booked of an offering, whoever provides it: a time is free when somebody has it, and who is chosen when it is booked.
 * Open to everybody. Errors are those of one professional's times; and 422 where what it costs depends on who provides it.
 */
@RestController
@RequestMapping("/api/v1")
@OpenToAll
class AnyoneController {

    private final FindAnyone findAnyone;
    private final Offerings offerings;

    AnyoneController(FindAnyone findAnyone, Offerings offerings) {
        this.findAnyone = findAnyone;
        this.offerings = offerings;
    }

    /**
     * The dates of a month on which somebody has a slot.
     *
     * @param month    such as 2026-12
     * @param duration minutes, one of the offering's
     * @param zone     whose dates are meant; without it that of the professionals, or where they differ of most of them
     */
    @GetMapping("/available-dates")
    @Outcomes(problems = {"not-found", "duration-not-offered", "mode-unavailable", "professional-decides-price"})
    AvailableDatesResponse availableDates(
            @RequestParam String offeringId,
            @RequestParam String month,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        YearMonth asked = Parameters.month("month", month);
        Anyone anyone = anyone(offeringId, caller);
        Duration length = Parameters.length(anyone.offering(), duration);
        ZoneId days = zoneOf(anyone, zone);
        return new AvailableDatesResponse(findAnyone.datesIn(anyone, asked, days, length), days.getId());
    }

    /**
     * The slots that start on a date, each with why nobody has it.
     *
     * @param date     such as 2026-12-01
     * @param duration minutes, one of the offering's
     * @param zone     in which date and times are meant; without it that of the professionals, or where they differ of most of them
     */
    @GetMapping("/availability")
    @Outcomes(problems = {"not-found", "duration-not-offered", "mode-unavailable", "professional-decides-price"})
    AvailabilityResponse availability(
            @RequestParam String offeringId,
            @RequestParam String date,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        LocalDate asked = Parameters.date("date", date);
        Anyone anyone = anyone(offeringId, caller);
        Duration length = Parameters.length(anyone.offering(), duration);
        ZoneId days = zoneOf(anyone, zone);
        return new AvailabilityResponse(
                asked,
                days.getId(),
                length.toMinutes(),
                null,
                PriceResponse.of(anyone.offering(), null),
                findAnyone.onDate(anyone, asked, days, length).stream()
                        .map(offer -> SlotResponse.of(offer, days, null))
                        .toList());
    }

    private static ZoneId zoneOf(Anyone anyone, @Nullable String asked) {
        return asked == null ? anyone.zone() : Parameters.zone("zone", asked);
    }

    private Anyone anyone(String offeringId, Caller caller) {
        var tenant = new TenantId(caller.tenantId());
        Offering offering = Parameters.offering(offerings, tenant, offeringId);
        if (offering.tariff().filter(Tariff::isProfessionals).isPresent()) {
            throw Problem.rule(
                    "professional-decides-price", "What this costs depends on who provides it. Please choose a professional.");
        }
        return findAnyone.who(tenant, offering);
    }
}
