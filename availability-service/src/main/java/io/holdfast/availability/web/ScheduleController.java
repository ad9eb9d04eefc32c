package io.holdfast.availability.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.availability.application.ChangeSchedule;
import io.holdfast.availability.application.ChangeSchedule.Outcome;
import io.holdfast.availability.domain.Block;
import io.holdfast.availability.domain.Conflict;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Reservation;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A professional's own schedule. */
@RestController
@RequestMapping("/api/v1/professionals/me/schedule")
class ScheduleController {

    private final Me me;
    private final ChangeSchedule changeSchedule;

    ScheduleController(Me me, ChangeSchedule changeSchedule) {
        this.me = me;
        this.changeSchedule = changeSchedule;
    }

    /** All of it; what is answered can be sent back as it is. */
    @GetMapping
    ScheduleBody schedule(Caller caller) {
        return ScheduleBody.of(me.of(caller).schedule());
    }

    /**
     * Replaces what is sent. 400 names every field that is wrong; 409 lists the bookings that would be left outside the
     * hours, and where the zone would change everything that is still to come; then nothing is changed.
     */
    @PutMapping
    ScheduleBody change(@RequestBody ScheduleBody body, Caller caller) {
        Professional professional = me.of(caller);
        Outcome outcome = changeSchedule.change(
                new TenantId(caller.tenantId()), professional, body.over(professional.schedule()));
        return switch (outcome) {
            case Outcome.Changed changed -> ScheduleBody.of(changed.schedule());
            case Outcome.Refused refused -> throw Problem.conflict(refused.zoneMoves()
                            ? "The time zone stays while anything is booked or blocked that is still to come."
                            : "Some bookings would be outside the new hours. Please move or cancel them first.")
                    .with("conflicts", InTheWay.of(refused.reservations(), refused.blocks()));
            case Outcome.Busy busy -> throw Problem.unavailable(
                    "This schedule is being changed by another request. Please try again.", Duration.ofSeconds(1));
        };
    }

    /** The professional who calls. Their id is the subject of their token. */
    @Component
    static class Me {

        private final Professionals professionals;

        Me(Professionals professionals) {
            this.professionals = professionals;
        }

        Professional of(Caller caller) {
            return professionals
                    .find(new TenantId(caller.tenantId()), new ProfessionalId(Objects.requireNonNull(caller.subject())))
                    .orElseThrow(() -> Problem.notFound("professional"));
        }
    }

    /** What stands in the way of a change, for the professional whose calendar it is: a booking or a block. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InTheWay(
            @Nullable String bookingId,
            @Nullable String number,
            @Nullable String blockId,
            @Nullable String note,
            Instant start,
            Instant end) {

        static List<InTheWay> of(List<Reservation> reservations, List<Block> blocks) {
            return ofConflicts(reservations.stream().map(Reservation::asConflict).toList(), blocks);
        }

        static List<InTheWay> ofConflicts(List<Conflict> bookings, List<Block> blocks) {
            var all = new ArrayList<InTheWay>();
            bookings.forEach(c -> all.add(new InTheWay(
                    c.bookingId(), c.number(), null, null, c.slot().start(), c.slot().end())));
            blocks.forEach(b ->
                    all.add(new InTheWay(null, null, b.id(), b.note(), b.slot().start(), b.slot().end())));
            return all;
        }
    }
}
