package io.holdfast.availability.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.availability.application.KeepTimeOff;
import io.holdfast.availability.application.ReadAgenda;
import io.holdfast.availability.domain.Block;
import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.BusyTime;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.KnownBooking;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Reservation;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.TimeOff;
import io.holdfast.availability.domain.TimesOff;
import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Texts;
import io.holdfast.defaults.web.Times;
import io.holdfast.messaging.RetryLater;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A professional's own agenda, and the time that they keep for something else. */
@RestController
@RequestMapping("/api/v1/professionals/me")
@Access(Role.PROFESSIONAL)
class AgendaController {

    private static final int MOST_DAYS = 92;
    private static final int LONGEST_NOTE = 500;
    private static final String UNPAID = "PENDING_PAYMENT";

    private final CurrentProfessional me;
    private final ReadAgenda readAgenda;
    private final KeepTimeOff keepTimeOff;
    private final TimesOff timesOff;
    private final Clock clock;

    AgendaController(
            CurrentProfessional me,
            ReadAgenda readAgenda,
            KeepTimeOff keepTimeOff,
            TimesOff timesOff,
            Clock clock) {
        this.me = me;
        this.readAgenda = readAgenda;
        this.keepTimeOff = keepTimeOff;
        this.timesOff = timesOff;
        this.clock = clock;
    }

    /**
     * Reservations with what is known of their bookings, blocks, what other calendars have, and free time, as far as they touch a
     * stretch of at most 92 days.
     *
     * @param from a date in the professional's zone, or an instant
     * @param to   the same; a date is included, an instant is not
     */
    @GetMapping("/agenda")
    AgendaResponse agenda(@RequestParam String from, @RequestParam String to, Caller caller) {
        Professional professional = me.of(caller);
        Schedule schedule = professional.schedule();
        Instant start = instant("from", from, schedule);
        Instant end = Times.looksLikeDate(to)
                ? schedule.startOf(Parameters.date("to", to).plusDays(1))
                : Parameters.instant("to", to);
        if (!start.isBefore(end)) {
            throw Problem.invalid("to", "must be after from");
        }
        if (schedule.dateOf(start).plusDays(MOST_DAYS).isBefore(schedule.dateOf(end.minusNanos(1)).plusDays(1))) {
            throw Problem.invalid("to", "must be at most " + MOST_DAYS + " days after from");
        }
        return AgendaResponse.of(schedule.zone().getId(), readAgenda.read(professional, new Slot(start, end)));
    }

    /**
     * The time that is kept for something else, the earliest first.
     *
     * @param from what ended before it is left out; a date in the professional's zone, or an instant; without it what is over is
     */
    @GetMapping("/blocks")
    Paged<BlockResponse> blocks(@RequestParam(required = false) @Nullable String from, Paging paging, Caller caller) {
        Professional professional = me.of(caller);
        Instant since = from == null ? clock.instant() : instant("from", from, professional.schedule());
        return Paged.of(
                        timesOff.placed(professional.tenant(), professional.id(), since, paging.page(), paging.limit()), paging)
                .map(timeOff -> BlockResponse.of(timeOff.blockOf(timeOff.slot())));
    }

    private static Instant instant(String field, String text, Schedule schedule) {
        return Times.looksLikeDate(text)
                ? schedule.startOf(Parameters.date(field, text))
                : Parameters.instant(field, text);
    }

    /**
     * Blocks time, of at most 92 days. 409 lists what it overlaps, and nothing is blocked then. With an
     * {@code Idempotency-Key} the same request gets the same answer for 24 hours, another one 422.
     */
    @PostMapping("/blocks")
    @Outcomes(value = 201, problems = {"conflict", "too-many-blocks"})
    ResponseEntity<BlockResponse> block(
            @RequestBody BlockRequest body,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key,
            Caller caller) {
        TimeOff wanted = wanted(me.of(caller), body, key);
        TimeOff answer = keepTimeOff.place(wanted);
        if (!Objects.equals(answer.request(), wanted.request())) {
            throw IdempotencyKeyHeader.reused();
        }
        if (answer.state() == TimeOff.State.REFUSED && answer.conflicts().isEmpty() && answer.blockedBy().isEmpty()) {
            throw Problem.rule(
                    "too-many-blocks", "A day can have at most " + CalendarDay.MOST_BLOCKS + " blocks; please join some of them.");
        }
        if (answer.state() == TimeOff.State.REFUSED) {
            throw Problem.conflict("This time overlaps what is booked or blocked already.")
                    .with("conflicts", ConflictResponse.of(answer.conflicts(), answer.blockedBy()));
        }
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(BlockResponse.of(answer.blockOf(answer.slot())));
    }

    /** Gives blocked time back; 404 where there is no such block. */
    @DeleteMapping("/blocks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unblock(@PathVariable String id, Caller caller) {
        if (!keepTimeOff.remove(me.of(caller), id)) {
            throw Problem.notFound("block");
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> scheduleIsBeingChanged(RetryLater busy, HttpServletRequest request) {
        Problem problem = Problem.unavailable(
                "The schedule is being changed by another request. Please try again.", Duration.ofSeconds(1));
        return problem.answer(request.getRequestURI());
    }

    private TimeOff wanted(Professional professional, BlockRequest body, @Nullable String key) {
        Slot slot = body.slot(professional.schedule());
        String note = body.note() == null ? "" : body.note();
        if (Texts.length(note) > LONGEST_NOTE) {
            throw Problem.invalid("note", "must have at most " + LONGEST_NOTE + " characters");
        }
        IdempotencyKeyHeader.require(key);
        String request = key == null ? null : IdempotencyKeys.fingerprint("block", body);
        String id = key == null ? UUID.randomUUID().toString() : idFor(professional, key);
        return new TimeOff(
                id,
                professional.tenant(),
                professional.id(),
                slot,
                note,
                TimeOff.State.PLACING,
                clock.instant(),
                request,
                List.of(),
                List.of());
    }

    /** The same for the same key, until that is a day old; then it means something new. */
    private String idFor(Professional professional, String key) {
        Instant now = clock.instant();
        IdempotencyKeys.Ids ids = IdempotencyKeys.ids(
                now, key, professional.tenant().value(), professional.id().value(), "block");
        return ids.known().stream()
                .filter(id -> timesOff.find(professional.tenant(), professional.id(), id)
                        .filter(earlier -> IdempotencyKeys.stillMeans(earlier.since(), now))
                        .isPresent())
                .findFirst()
                .orElse(ids.fresh());
    }

    record BlockRequest(@Nullable Instant start, @Nullable Instant end, @Nullable String note) {

        Slot slot(Schedule schedule) {
            if (start == null) {
                throw Problem.invalid("start", "is missing");
            }
            if (end == null) {
                throw Problem.invalid("end", "is missing");
            }
            if (!start.isBefore(end)) {
                throw Problem.invalid("end", "must be after the start");
            }
            if (schedule.dateOf(end.minusNanos(1)).isAfter(schedule.dateOf(start).plusDays(MOST_DAYS - 1))) {
                throw Problem.invalid("end", "must be at most " + MOST_DAYS + " days after the start");
            }
            return new Slot(start, end);
        }
    }

    record BlockResponse(String id, Instant start, Instant end, String note) {

        static BlockResponse of(Block block) {
            return new BlockResponse(block.id(), block.slot().start(), block.slot().end(), block.note());
        }
    }

    /**
     * @param busy when other calendars say that one is
     * @param free working time from now on that nothing takes up
     */
    record AgendaResponse(
            String zone,
            List<ReservationResponse> reservations,
            List<BlockResponse> blocks,
            List<BusyResponse> busy,
            List<FreeResponse> free) {

        static AgendaResponse of(String zone, ReadAgenda.Agenda agenda) {
            return new AgendaResponse(
                    zone,
                    agenda.reservations().stream().map(ReservationResponse::of).toList(),
                    agenda.blocks().stream().map(BlockResponse::of).toList(),
                    agenda.busy().stream().map(BusyResponse::of).toList(),
                    agenda.free().stream().map(s -> new FreeResponse(s.start(), s.end())).toList());
        }
    }

    record FreeResponse(Instant start, Instant end) {}

    /**
     * What another calendar has; of what it is nothing is known here.
     *
     * @param name            the calendar's; absent when it was removed, for times that are over
     * @param status          the calendar's: {@code FAILING} and {@code LOST} say that this is what it said last; absent with it
     * @param lastRefreshedAt when it was read last; absent with it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BusyResponse(
            String calendarId,
            @Nullable String name,
            BusyCalendar.@Nullable Status status,
            @Nullable Instant lastRefreshedAt,
            Instant start,
            Instant end) {

        static BusyResponse of(ReadAgenda.Busy busy) {
            return new BusyResponse(
                    busy.time().calendar(),
                    busy.calendar().map(BusyCalendar::name).orElse(null),
                    busy.calendar().map(calendar -> calendar.status(busy.at())).orElse(null),
                    busy.calendar().map(BusyCalendar::lastRead).map(BusyCalendar.LastRead::at).orElse(null),
                    busy.time().slot().start(),
                    busy.time().slot().end());
        }
    }

    /** What another calendar has in a reservation's time. */
    record BusyConflictResponse(String calendarId, Instant start, Instant end) {

        static BusyConflictResponse of(BusyTime busy) {
            return new BusyConflictResponse(busy.calendar(), busy.slot().start(), busy.slot().end());
        }
    }

    /**
     * @param bookingId     of an {@code OFFERED} one: that of the booking which may come of it
     * @param status        the reservation's: offered, held or booked
     * @param bookingStatus the booking's; absent for what is only offered, and where it is not known any more
     * @param client        absent before it is confirmed, and where it is not known any more
     * @param holdUntil     until when it waits for its payment, or for an answer; absent once it is booked
     * @param conflicts     what other calendars have in its time; absent where nothing. The reservation was there before, and stays
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReservationResponse(
            String bookingId,
            @Nullable String number,
            int revision,
            Reservation.Status status,
            @Nullable String bookingStatus,
            String offeringId,
            OfferingResponse offering,
            @Nullable ClientResponse client,
            Instant start,
            Instant end,
            @Nullable Instant holdUntil,
            @Nullable List<BusyConflictResponse> conflicts) {

        static ReservationResponse of(ReadAgenda.Entry entry) {
            Reservation reservation = entry.reservation();
            String number = entry.booking().map(KnownBooking::number).orElse(reservation.number());
            boolean held = reservation.status() == Reservation.Status.HELD;
            return new ReservationResponse(
                    reservation.booking().bookingId(),
                    number,
                    reservation.booking().revision(),
                    reservation.status(),
                    held ? UNPAID : entry.booking().map(booking -> booking.status().name()).orElse(null),
                    reservation.occupancy().offering().value(),
                    OfferingResponse.of(entry),
                    entry.booking().map(KnownBooking::clientName).map(ClientResponse::new).orElse(null),
                    reservation.occupancy().slot().start(),
                    reservation.occupancy().slot().end(),
                    reservation.isHold() ? reservation.holdUntil() : null,
                    entry.conflicts().isEmpty()
                            ? null
                            : entry.conflicts().stream().map(BusyConflictResponse::of).toList());
        }
    }

    /** @param name as it was when it was booked, before that as it is now; absent where it was never said */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfferingResponse(String id, @Nullable String name) {

        static OfferingResponse of(ReadAgenda.Entry entry) {
            return new OfferingResponse(
                    entry.reservation().occupancy().offering().value(),
                    entry.booking().map(KnownBooking::offeringName)
                            .or(() -> entry.offering().map(Offering::name))
                            .orElse(null));
        }
    }

    record ClientResponse(String name) {}
}
