package io.holdfast.web.api;

import java.time.LocalDate;
import java.time.YearMonth;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** When something can be booked: with somebody, and with anyone. */
@HttpExchange("/api/v1")
public interface AvailabilityApi {

    @GetExchange("/professionals/{professional}/available-dates")
    AvailableDates dates(
            @PathVariable String professional,
            @RequestParam String offeringId,
            @RequestParam YearMonth month,
            @RequestParam int duration);

    /** @param moving the booking that is to be moved, whose own time is no obstacle */
    @GetExchange("/professionals/{professional}/availability")
    Day day(
            @PathVariable String professional,
            @RequestParam String offeringId,
            @RequestParam LocalDate date,
            @RequestParam int duration,
            @RequestParam(name = "for", required = false) @Nullable String moving);

    @GetExchange("/available-dates")
    AvailableDates datesOfAnyone(
            @RequestParam String offeringId,
            @RequestParam YearMonth month,
            @RequestParam int duration,
            @RequestParam(required = false) @Nullable String zone);

    @GetExchange("/availability")
    Day dayOfAnyone(
            @RequestParam String offeringId,
            @RequestParam LocalDate date,
            @RequestParam int duration,
            @RequestParam(required = false) @Nullable String zone);
}
