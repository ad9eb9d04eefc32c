package io.holdfast.booking.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import io.holdfast.booking.application.BookingAccess;
import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.application.BookingCommands;
import io.holdfast.booking.application.BookingCommands.Command;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.Cancellation;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.RefundChoice;
import io.holdfast.booking.domain.Reschedule;
import io.holdfast.booking.domain.TriggeredBy;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.TextBlock;
import io.holdfast.defaults.web.TextLine;
import io.holdfast.defaults.web.Texts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people do with a booking. All but moving it are decided on the spot, so that there is nothing to wait for;
 * moving it asks availability, and {@code Prefer: wait} waits for the answer.
 */
@RestController
@RequestMapping("/api/v1/bookings/{id}")
class BookingCommandsController extends RefusalsAsProblems {

    private static final String MANAGE_TOKEN = BookingsController.MANAGE_TOKEN;

    private final BookingCommands commands;
    private final BookingAccess access;
    private final Waiting waiting;
    private final TurnedDown turnedDown;
    private final Keys keys;

    BookingCommandsController(
            BookingCommands commands, BookingAccess access, Waiting waiting, TurnedDown turnedDown, Keys keys) {
        this.commands = commands;
        this.access = access;
        this.waiting = waiting;
        this.turnedDown = turnedDown;
        this.keys = keys;
    }

    record DeclineBody(
            @NotNull(message = "is needed") @TextBlock(max = 500, required = true) String reason) {}

    /**
     * @param refundPercentage only by admins, who may give back something else than the policy says
     * @param onBehalfOf       only by admins, {@code CLIENT} or {@code PROFESSIONAL}: whose policy applies; the business
     *                         gives everything back
     */
    record CancelBody(
            @NotNull(message = "is needed") @TextBlock(max = 500, required = true) String reason,

            @Nullable
            @Min(value = 0, message = "must be between 0 and 100")
            @Max(value = 100, message = "must be between 0 and 100")
            Integer refundPercentage,

            @Nullable
            @Pattern(regexp = "(?i)client|professional", message = "must be CLIENT or PROFESSIONAL, or left out")
            String onBehalfOf) {

        RefundChoice choice() {
            return new RefundChoice(
                    refundPercentage,
                    onBehalfOf == null ? null : Cancellation.By.valueOf(onBehalfOf.toUpperCase(Locale.ROOT)));
        }
    }

    record RescheduleBody(
            @NotNull(message = "is needed") Instant start,

            @Nullable @TextLine(max = 64) String professionalId,

            @Nullable @TextBlock(max = 500) String reason) {}

    record AttendanceBody(
            @Nullable @TextBlock(max = 500) String reason) {

        static @Nullable String reasonOf(@Nullable AttendanceBody body) {
            return body == null ? null : Texts.cleanOptional(body.reason());
        }
    }

    record ReviewBody(
            @NotNull(message = "is needed")
            @Min(value = 1, message = "must be between 1 and 5")
            @Max(value = 5, message = "must be between 1 and 5")
            Integer rating,

            @Nullable @TextBlock(max = 2000) String text) {}

    @PostMapping("/confirm")
    BookingJson confirm(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key) {
        return BookingJson.of(commands.confirm(command(caller, token, id, key, "confirm", null)), caller);
    }

    @PostMapping("/decline")
    BookingJson decline(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody DeclineBody body) {
        return BookingJson.of(
                commands.decline(command(caller, token, id, key, "decline", body), Texts.clean(body.reason())), caller);
    }

    @PostMapping("/cancel")
    BookingJson cancel(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody CancelBody body) {
        return BookingJson.of(commands.cancel(
                command(caller, token, id, key, "cancel", body), Texts.clean(body.reason()), body.choice()), caller);
    }

    @PostMapping("/reschedule")
    ResponseEntity<BookingJson> reschedule(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer,
            @Valid @RequestBody RescheduleBody body) {
        Command command = command(caller, token, id, key, "reschedule", body);
        var moving = commands.reschedule(
                command,
                body.start(),
                body.professionalId() == null ? null : new ProfessionalId(body.professionalId()),
                Texts.cleanOptional(body.reason()));
        Optional<Duration> wait = Prefer.wait(prefer);
        Predicate<Booking> isAnswered = booking -> !moveOf(booking, moving.move()).isPending();
        Booking booking = wait.map(patience -> waiting.await(moving.booking(), patience, isAnswered))
                .orElse(moving.booking());
        Reschedule move = moveOf(booking, moving.move());
        boolean byAdmin = access.sees(command.visitor(), booking)
                && access.roleOf(command.visitor(), booking) == TriggeredBy.ADMIN;
        turnedDown.problemOf(booking, move, byAdmin).ifPresent(problem -> {
            throw problem;
        });
        var answer = ResponseEntity.status(move.isPending() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .location(URI.create("/api/v1/bookings/" + booking.id()));
        wait.ifPresent(patience -> answer.header("Preference-Applied", "wait=" + patience.toSeconds()));
        return answer.body(BookingJson.of(booking, caller));
    }

    @PostMapping("/no-show")
    BookingJson noShow(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody(required = false) @Nullable AttendanceBody body) {
        return BookingJson.of(commands.noShow(
                command(caller, token, id, key, "no-show", body), AttendanceBody.reasonOf(body)), caller);
    }

    @PostMapping("/complete")
    BookingJson complete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody(required = false) @Nullable AttendanceBody body) {
        return BookingJson.of(commands.complete(
                command(caller, token, id, key, "complete", body), AttendanceBody.reasonOf(body)), caller);
    }

    @PostMapping("/review")
    BookingJson review(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = MANAGE_TOKEN, required = false) @Nullable String token,
            @RequestHeader(name = Keys.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody ReviewBody body) {
        return BookingJson.of(commands.review(
                command(caller, token, id, key, "review", body), body.rating(), Texts.cleanOptional(body.text())));
    }

    private Command command(
            Caller caller,
            @Nullable String token,
            String id,
            @Nullable String key,
            String name,
            @Nullable Object body) {
        return new Command(new Visitor(caller, token), new BookingId(id), keys.of(key, name, body));
    }

    /** The same attempt as the booking has it now. */
    private static Reschedule moveOf(Booking booking, Reschedule asked) {
        return booking.state().reschedules().stream()
                .filter(move -> move.at().equals(asked.at()))
                .reduce((earlier, later) -> later)
                .orElse(asked);
    }
}
