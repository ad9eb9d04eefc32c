package io.holdfast.availability.web;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import io.holdfast.availability.application.ChangeSchedule;
import io.holdfast.availability.application.ChangeSchedule.Outcome;
import io.holdfast.availability.application.FindSlots;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Reservation;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A professional's own schedule. */
@RestController
@RequestMapping("/api/v1/professionals/me/schedule")
@Access(Role.PROFESSIONAL)
class ScheduleController {

    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 31;

    private final CurrentProfessional me;
    private final ChangeSchedule changeSchedule;
    private final FindSlots slots;
    private final Offerings offerings;
    private final Clock clock;

    ScheduleController(
            CurrentProfessional me, ChangeSchedule changeSchedule, FindSlots slots, Offerings offerings, Clock clock) {
        this.me = me;
        this.changeSchedule = changeSchedule;
        this.slots = slots;
        this.offerings = offerings;
        this.clock = clock;
    }

    /** One's own hours, breaks, exceptions and buffers. */
    @GetMapping
    ScheduleResponse schedule(Caller caller) {
        return ScheduleResponse.of(me.of(caller).schedule());
    }

    /**
     * Replaces what is sent. 400 names every field that is wrong; 409 lists the bookings that would be left outside the
     * hours, and where the zone would change everything that is still to come; then nothing is changed.
     */
    @PutMapping
    @Outcomes(problems = "conflict")
    ScheduleResponse change(@RequestBody ScheduleRequest body, Caller caller) {
        Professional professional = me.of(caller);
        return switch (changeSchedule.change(professional, body.over(professional.schedule()))) {
            case Outcome.Changed changed -> ScheduleResponse.of(changed.schedule());
            case Outcome.Refused refused -> throw Problem.conflict(refused.zoneMoves()
                            ? "The time zone stays while anything is booked or blocked that is still to come."
                            : "Some bookings would be outside the new hours. Please move or cancel them first.")
                    .with("conflicts", ConflictResponse.of(
                            refused.reservations().stream().map(Reservation::asConflict).toList(), refused.blocks()));
            case Outcome.Busy busy -> throw Problem.unavailable(
                    "This schedule is being changed by another request. Please try again.", Duration.ofSeconds(1));
        };
    }

    /**
     * What clients would see with a schedule that is not saved: the slots of some days, what is booked and blocked being as it is now.
     * Nothing is changed. What is not sent is as it is stored.
     *
     * @param offeringId one of one's own
     * @param duration   minutes, one of the offering's
     * @param from       the first date; today without it
     * @param days       how many, 1 to 31; 7 without it
     */
    @PostMapping("/preview")
    @Outcomes(problems = {"duration-not-offered", "mode-unavailable"})
    PreviewResponse preview(
            @RequestBody ScheduleRequest body,
            @RequestParam String offeringId,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable Integer days,
            Caller caller) {
        Professional stored = me.of(caller);
        Professional wanted = stored.with(body.over(stored.schedule()));
        var rules = new SlotRules(wanted, Parameters.offering(offerings, stored.tenant(), offeringId));
        Duration length = Parameters.length(rules.offering(), duration);
        LocalDate first = from == null ? wanted.schedule().dateOf(clock.instant()) : Parameters.date("from", from);
        int many = days == null ? USUAL_DAYS : days;
        if (many < 1 || many > MOST_DAYS) {
            throw Problem.invalid("days", "must be 1 to " + MOST_DAYS);
        }
        ZoneId zone = wanted.schedule().zone();
        return new PreviewResponse(zone.getId(), length.toMinutes(), first.datesUntil(first.plusDays(many))
                .map(date -> new PreviewDay(date, slots.onDate(rules, date, length, null).stream()
                        .map(offer -> AvailabilityController.SlotResponse.of(offer, zone, null))
                        .toList()))
                .toList());
    }

    /**
     * @param zone     in which dates and times are meant
     * @param duration minutes
     */
    record PreviewResponse(String zone, long duration, List<PreviewDay> days) {}

    record PreviewDay(LocalDate date, List<AvailabilityController.SlotResponse> slots) {}
}
