package io.holdfast.booking.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TimeRange;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Bookings as a calendar shows them: all of a stretch of time, whatever became of them. */
@RestController
class CalendarController {

    private static final Duration LONGEST = Duration.ofDays(93);
    private static final int MOST_BOOKINGS = 2_500;
    private static final int MOST_PROFESSIONALS = 50;
    /** Of these nobody ever had the time. */
    private static final EnumSet<BookingStatus> NEVER_STOOD = EnumSet.of(BookingStatus.REJECTED, BookingStatus.EXPIRED);

    private final Bookings bookings;

    CalendarController(Bookings bookings) {
        this.bookings = bookings;
    }

    /**
     * A professional's own bookings that take up a part of a stretch of at most 93 days, by when they start: cancelled, declined,
     * completed and missed ones too.
     *
     * @param from   a date in {@code zone}, or an instant
     * @param to     the same; a date is included, an instant is not
     * @param zone   of the dates; UTC when left out
     * @param status only these, separated by commas; when left out all but {@code REJECTED} and {@code EXPIRED}
     */
    @GetMapping("/api/v1/bookings/calendar")
    @Access(Role.PROFESSIONAL)
    CalendarResponse own(
            Caller caller,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable List<BookingStatus> status) {
        String subject = Objects.requireNonNull(caller.subject(), "professionals have a token");
        return answer(caller, List.of(new ProfessionalId(subject)), TimeRange.of("from", from, "to", to, zone), status);
    }

    /**
     * The same of all professionals of the business, or of some.
     *
     * @param from           a date in {@code zone}, or an instant
     * @param to             the same; a date is included, an instant is not
     * @param zone           of the dates; UTC when left out
     * @param status         only these, separated by commas; when left out all but {@code REJECTED} and {@code EXPIRED}
     * @param professionalId only theirs, at most 50, separated by commas
     */
    @GetMapping("/api/v1/admin/bookings/calendar")
    @Access(Role.ADMIN)
    CalendarResponse all(
            Caller caller,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(required = false) @Nullable List<BookingStatus> status,
            @RequestParam(required = false) @Nullable List<String> professionalId) {
        List<String> ids = professionalId == null ? List.of() : professionalId;
        if (ids.size() > MOST_PROFESSIONALS) {
            throw Problem.invalid("professionalId", "must have at most " + MOST_PROFESSIONALS + " entries");
        }
        if (ids.stream().anyMatch(String::isBlank)) {
            throw Problem.invalid("professionalId", "must not be blank");
        }
        Set<ProfessionalId> professionals = ids.stream().map(ProfessionalId::new).collect(Collectors.toSet());
        return answer(caller, professionals, TimeRange.of("from", from, "to", to, zone), status);
    }

    private CalendarResponse answer(
            Caller caller,
            Collection<ProfessionalId> professionals,
            TimeRange range,
            @Nullable List<BookingStatus> status) {
        Instant from = Objects.requireNonNull(range.from(), "was given");
        Instant to = Objects.requireNonNull(range.to(), "was given");
        if (!from.isBefore(to)) {
            throw Problem.invalid("to", "must be after from");
        }
        if (from.plus(LONGEST).isBefore(to)) {
            throw Problem.invalid("to", "must be at most " + LONGEST.toDays() + " days after from");
        }
        // One more than is shown tells whether there are more.
        List<Booking> found = bookings.during(
                new TenantId(caller.tenantId()), professionals, wanted(status), from, to, MOST_BOOKINGS + 1);
        return CalendarResponse.of(from, to, found, MOST_BOOKINGS);
    }

    private static Set<BookingStatus> wanted(@Nullable List<BookingStatus> status) {
        // Nothing between two commas is null.
        Set<BookingStatus> named = status == null
                ? Set.of()
                : status.stream().filter(Objects::nonNull).collect(Collectors.toSet());
        return named.isEmpty() ? EnumSet.complementOf(NEVER_STOOD) : named;
    }
}
