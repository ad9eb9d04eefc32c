package io.holdfast.booking.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.holdfast.booking.application.BookingAccess;
import io.holdfast.booking.application.BookingCommands;
import io.holdfast.booking.application.BookingCommands.Command;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.Reschedule;
import io.holdfast.booking.domain.booking.TriggeredBy;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Body;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Prefer;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.TextLine;
import io.holdfast.defaults.web.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do with a booking. All but moving it are decided on the spot, so that there is nothing to wait for;
 * moving it asks availability, and {@code Prefer: wait} waits for the answer.
 */
@RestController
@RequestMapping("/api/v1/bookings/{id}")
@OpenToAll
class BookingCommandsController extends BookingEndpoint {

    private final BookingCommands commands;
    private final BookingAccess access;
    private final BookingAwaiter awaiter;
    private final RejectionProblems rejections;
    private final Corrections corrections;

    BookingCommandsController(
            BookingCommands commands,
            BookingAccess access,
            BookingAwaiter awaiter,
            RejectionProblems rejections,
            Corrections corrections) {
        this.commands = commands;
        this.access = access;
        this.awaiter = awaiter;
        this.rejections = rejections;
        this.corrections = corrections;
    }

    record DeclineRequest(@NotNull(message = "is needed") @TextBlock(max = 500, required = true) String reason) {

        DeclineRequest {
            reason = Texts.cleanNullable(reason);
        }
    }

    /**
     * @param refundPercentage only by admins, who may give back something else than the policy says
     * @param onBehalfOf       only by admins, {@code CLIENT} or {@code PROFESSIONAL}: whose policy applies; the business
     *                         gives everything back
     */
    record CancelRequest(
            @NotNull(message = "is needed") @TextBlock(max = 500, required = true) String reason,
            @Nullable
            @Min(value = 0, message = "must be between 0 and 100")
            @Max(value = 100, message = "must be between 0 and 100")
            Integer refundPercentage,
            @Nullable
            @Pattern(regexp = "(?i)client|professional", message = "must be CLIENT or PROFESSIONAL, or left out")
            String onBehalfOf) {

        CancelRequest {
            reason = Texts.cleanNullable(reason);
        }

        RefundChoice choice() {
            return new RefundChoice(
                    refundPercentage,
                    onBehalfOf == null ? null : Cancellation.By.valueOf(onBehalfOf.toUpperCase(Locale.ROOT)));
        }
    }

    record RescheduleRequest(
            @NotNull(message = "is needed") Instant start,
            @Nullable @TextLine(max = 64) String professionalId,
            @Nullable @TextBlock(max = 500) String reason) {

        RescheduleRequest {
            reason = Texts.cleanOptional(reason);
        }

        @Nullable ProfessionalId professional() {
            return professionalId == null ? null : new ProfessionalId(professionalId);
        }
    }

    record AttendanceRequest(@Nullable @TextBlock(max = 500) String reason) {

        AttendanceRequest {
            reason = Texts.cleanOptional(reason);
        }

        static @Nullable String reasonOf(@Nullable AttendanceRequest body) {
            return body == null ? null : body.reason();
        }
    }

    record ReviewRequest(
            @NotNull(message = "is needed")
            @Min(value = 1, message = "must be between 1 and 5")
            @Max(value = 5, message = "must be between 1 and 5")
            Integer rating,
            @Nullable @TextBlock(max = 2000) String text) {

        ReviewRequest {
            text = Texts.cleanOptional(text);
        }
    }

    /**
     * Corrects names, address, language and notes before the start; who must know is told. A merge patch, which does the same
     * however often it comes: it needs no key.
     */
    @Body(CorrectionRequest.class)
    @Outcomes(problems = {"booking-started", "booking-over", "booking-ended", "address-needed", "address-not-wanted",
        "address-being-matched", "too-many-corrections"})
    @PatchMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"})
    BookingResponse correct(Target target, @RequestBody ObjectNode body, HttpServletRequest http) {
        Caller caller = target.visitor().caller();
        return answer(target, commands.correct(
                new Command(target.visitor(), target.booking(), null),
                before -> corrections.merge(caller, before, body, http)));
    }

    /** Its professional, or an admin, accepts a booking that waits for it. */
    @PostMapping("/confirm")
    @Outcomes(problems = {"no-answer-awaited", "booking-ended"})
    BookingResponse confirm(Target target) {
        return answer(target, commands.confirm(target.command("confirm", null)));
    }

    /** Its professional, or an admin, declines a booking that waits for an answer; what was paid is given back. */
    @PostMapping("/decline")
    @Outcomes(problems = {"no-answer-awaited", "booking-ended"})
    BookingResponse decline(Target target, @Valid @RequestBody DeclineRequest body) {
        return answer(target, commands.decline(target.command("decline", body), body.reason()));
    }

    /** Cancels; what is given back follows the booking's policy, who cancels and when. */
    @PostMapping("/cancel")
    @Outcomes(problems = {"booking-started", "booking-over", "booking-ended"})
    BookingResponse cancel(Target target, @Valid @RequestBody CancelRequest body) {
        AdminOverrides.noteRefund(body.choice());
        return answer(target, commands.cancel(target.command("cancel", body), body.reason(), body.choice()));
    }

    /** Its client gives back what is held for them and not paid for; the slot is free at once. */
    @PostMapping("/release")
    @Outcomes(problems = {"nothing-unpaid", "booking-ended", "booking-started"})
    BookingResponse release(Target target) {
        return answer(target, commands.release(target.command("release", null)));
    }

    /** The client did not come. */
    @PostMapping("/no-show")
    @Outcomes(problems = {"not-started", "not-confirmed", "already-recorded", "booking-ended", "reschedule-pending",
        "correction-window", "correction-limit"})
    BookingResponse noShow(Target target, @Valid @RequestBody(required = false) @Nullable AttendanceRequest body) {
        Booking missed = commands.noShow(target.command("no-show", body), AttendanceRequest.reasonOf(body));
        return answer(target, AdminOverrides.noteCorrection(missed));
    }

    /** It took place. */
    @PostMapping("/complete")
    @Outcomes(problems = {"not-started", "not-confirmed", "already-recorded", "booking-ended", "reschedule-pending",
        "correction-window", "correction-limit"})
    BookingResponse complete(Target target, @Valid @RequestBody(required = false) @Nullable AttendanceRequest body) {
        Booking completed = commands.complete(target.command("complete", body), AttendanceRequest.reasonOf(body));
        return answer(target, AdminOverrides.noteCorrection(completed));
    }

    /** The client says how it was, once, after it is completed. */
    @PostMapping("/review")
    @Outcomes(problems = {"not-completed", "already-reviewed", "booking-ended"})
    BookingResponse review(Target target, @Valid @RequestBody ReviewRequest body) {
        return BookingResponse.of(commands.review(target.command("review", body), body.rating(), body.text()));
    }

    /** Moves it; the old slot is kept until the new one is held. 202 while that is not known. */
    @PostMapping("/reschedule")
    @SlotOutcomes
    @Outcomes(value = {200, 202}, problems = {"not-confirmed", "booking-started", "booking-over", "booking-ended", "reschedule-pending",
        "reschedule-notice", "reschedule-limit", "nothing-to-move", "price-differs", "offering-unknown", "professional-unknown",
        "offering-not-provided"})
    ResponseEntity<BookingResponse> reschedule(
            Target target,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            @Valid @RequestBody RescheduleRequest body) {
        var moving = commands.reschedule(
                target.command("reschedule", body), body.start(), body.professional(), body.reason());
        AdminOverrides.noteMove(moving.move());
        Optional<Duration> wait = Prefer.wait(prefer);
        Booking booking = wait.map(timeout -> awaiter.await(
                        moving.booking(), timeout, now -> !moveOf(now, moving.move()).isPending()))
                .orElse(moving.booking());
        Reschedule move = moveOf(booking, moving.move());
        boolean byAdmin = access.sees(target.visitor(), booking)
                && access.roleOf(target.visitor(), booking) == TriggeredBy.ADMIN;
        rejections.of(booking, move, byAdmin).ifPresent(problem -> {
            throw problem;
        });
        var answer = ResponseEntity.status(move.isPending() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .location(URI.create("/api/v1/bookings/" + booking.id()));
        wait.ifPresent(timeout -> answer.header("Preference-Applied", "wait=" + timeout.toSeconds()));
        return answer.body(answer(target, booking));
    }

    private static BookingResponse answer(Target target, Booking booking) {
        return BookingResponse.of(booking, target.visitor().caller());
    }

    /** The same attempt as the booking has it now. */
    private static Reschedule moveOf(Booking booking, Reschedule asked) {
        return booking.state().rescheduling().attempts().stream()
                .filter(move -> move.at().equals(asked.at()))
                .reduce((earlier, later) -> later)
                .orElse(asked);
    }
}
