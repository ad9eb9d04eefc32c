package io.holdfast.availability.web;

import java.time.Duration;

import io.holdfast.availability.application.ChangeSchedule;
import io.holdfast.availability.application.ChangeSchedule.Outcome;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Reservation;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A professional's own schedule. */
@RestController
@RequestMapping("/api/v1/professionals/me/schedule")
@Access(Role.PROFESSIONAL)
class ScheduleController {

    private final CurrentProfessional me;
    private final ChangeSchedule changeSchedule;

    ScheduleController(CurrentProfessional me, ChangeSchedule changeSchedule) {
        this.me = me;
        this.changeSchedule = changeSchedule;
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
}
