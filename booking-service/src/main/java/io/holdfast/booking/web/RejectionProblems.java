package io.holdfast.booking.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Conflict;
import io.holdfast.booking.domain.booking.Reschedule;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Maps a rejected slot to an RFC 9457 response, for whoever waits for it. */
@Component
class RejectionProblems {

    private final Professionals professionals;

    RejectionProblems(Professionals professionals) {
        this.professionals = professionals;
    }

    /** @param number null where the calendar does not know it */
    record ConflictResponse(@Nullable String number, Instant start, Instant end) {}

    /** The problem with a booking that ended before its client could pay or hear of a confirmation. */
    Optional<Problem> of(Booking booking) {
        // Whoever waits for a match is answered before anybody is looked for, so its end is no answer to them.
        boolean lostForFree = booking.status() == BookingStatus.CANCELLED
                && booking.terms().mode() == Mode.DIRECT
                && booking.terms().owed().isZero()
                && booking.state().confirmedAt() == null;
        if (booking.status() != BookingStatus.REJECTED && !lostForFree) {
            return Optional.empty();
        }
        Problem problem = problem(
                booking,
                booking.state().slot().professionalId().orElse(null),
                String.valueOf(booking.state().lastChange().reason()),
                "");
        return Optional.of(
                booking.terms().manual() ? withConflicts(problem, booking.state().conflicts()) : problem);
    }

    /**
     * The problem with a move that did not come about.
     *
     * @param all whether the one who asked may know which bookings are in the way
     */
    Optional<Problem> of(Booking booking, Reschedule move, boolean all) {
        return switch (move.result()) {
            case PENDING, DONE -> Optional.empty();
            case WITHDRAWN -> Optional.of(Problem.conflict("The booking was cancelled before it could be moved.")
                    .with("code", "booking-ended")
                    .with("bookingId", booking.id().value()));
            case REJECTED -> {
                Problem problem = problem(
                        booking, move.to().provider().id(), String.valueOf(move.refusal()), " The booking stays as it is.");
                yield Optional.of(all ? withConflicts(problem, move.conflicts()) : problem);
            }
        };
    }

    /** @param whose null where anyone would have done */
    private Problem problem(Booking booking, @Nullable ProfessionalId whose, String reason, String consequence) {
        String sentence = whose == null
                ? ofAnyone(reason)
                : reason.equals("OFF_STEP") ? offStep(booking.terms().tenant(), whose) : sentence(reason);
        return Problem.conflict(sentence + consequence)
                .with("code", reason)
                .with("reason", reason)
                .with("bookingId", booking.id().value());
    }

    /** The same before there is a booking. */
    static Problem taken(String reason) {
        return Problem.conflict(sentence(reason)).with("code", reason).with("reason", reason);
    }

    private String offStep(TenantId tenant, ProfessionalId whose) {
        OptionalInt step = professionals.slotStep(tenant, whose);
        return step.isPresent()
                ? "Bookings with this professional start every " + step.getAsInt()
                        + " minutes, counted from when they begin to work; that time is between two starts."
                : "That time is between two starts of bookings with this professional.";
    }

    private static Problem withConflicts(Problem problem, List<Conflict> conflicts) {
        return problem.with("conflicts", conflicts.stream()
                .map(conflict -> new ConflictResponse(conflict.number(), conflict.start(), conflict.end()))
                .toList());
    }

    private static String ofAnyone(String reason) {
        return switch (reason) {
            case "BREAK", "CLOSED" -> "Nobody who provides this works at that time.";
            case "PROFESSIONAL_UNKNOWN" -> "Nobody provides this at the moment.";
            default -> sentence(reason);
        };
    }

    /** Availability may learn new reasons before we do, so an unknown one gets a sentence too. */
    private static String sentence(String reason) {
        return switch (reason) {
            case "BOOKED" -> "That time was just taken.";
            case "HELD" -> "Somebody else is about to book that time.";
            case "FULL" -> "All places at that time are taken.";
            case "BREAK" -> "The professional has a break at that time.";
            case "TOO_SOON" -> "That time is too soon to be booked.";
            case "TOO_FAR" -> "That time is too far ahead to be booked.";
            case "TOO_LATE" -> "The request came too late to be answered; please try again.";
            case "CLOSED" -> "The professional does not work at that time.";
            default -> "That time cannot be booked.";
        };
    }
}
