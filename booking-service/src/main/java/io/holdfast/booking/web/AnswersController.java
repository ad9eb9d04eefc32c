package io.holdfast.booking.web;

import io.holdfast.booking.application.ConfirmBooking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.defaults.access.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The professional's answers to bookings that wait for one. */
@RestController
@RequestMapping("/api/v1/bookings/{id}")
class AnswersController extends RefusalsAsProblems {

    private final ConfirmBooking confirmBooking;

    AnswersController(ConfirmBooking confirmBooking) {
        this.confirmBooking = confirmBooking;
    }

    record DeclineBody(
            @NotBlank(message = "is needed") @Size(max = 500, message = "must have at most 500 characters")
            String reason) {}

    @PostMapping("/confirm")
    BookingJson confirm(Caller caller, @PathVariable String id) {
        return BookingJson.of(confirmBooking.confirm(caller, new BookingId(id)));
    }

    @PostMapping("/decline")
    BookingJson decline(Caller caller, @PathVariable String id, @Valid @RequestBody DeclineBody body) {
        return BookingJson.of(confirmBooking.decline(caller, new BookingId(id), body.reason().strip()));
    }
}
