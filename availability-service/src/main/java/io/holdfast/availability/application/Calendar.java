package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.CalendarDays;
import io.holdfast.availability.domain.DayId;
import io.holdfast.availability.domain.Decision;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.messaging.RetryLater;
import org.springframework.stereotype.Component;

/**
 * Decides on calendar days by the schedule as it is at that moment.
 *
 * <p>A schedule and a day are two documents, so a hold could be decided by hours that end while it is being written.
 * What keeps this right: a day is stored before its professional is read; a change of schedule first stores a draft,
 * then rewrites every stored day that it could concern, and only then counts. So a decision made before the draft loses
 * its write to the rewriting and begins again, and then it meets the draft and waits until that counts or is gone.
 */
@Component
class Calendar {

    // Checking takes moments. Who is slower than this has died, or will find the draft gone and begin again.
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(10);

    private final CalendarDays days;
    private final Professionals professionals;
    private final Clock clock;

    Calendar(CalendarDays days, Professionals professionals, Clock clock) {
        this.days = days;
        this.professionals = professionals;
        this.clock = clock;
    }

    /**
     * Changes the day on which {@code at} lies.
     *
     * @param professional as known when the day was chosen
     * @param decide       is given the professional as they are now
     * @throws RetryLater while the professional's schedule is being changed
     */
    Decision change(
            TenantId tenant, Professional professional, Instant at, BiFunction<Professional, CalendarDay, Decision> decide) {
        var day = new DayId(tenant, professional.id(), professional.schedule().dateOf(at));
        return days.change(day, stored -> {
            Professional now = settled(tenant, professional.id());
            if (!now.schedule().dateOf(at).equals(day.date())) {
                throw new RetryLater("The schedule has moved to another zone.", null);
            }
            return decide.apply(now, stored);
        });
    }

    /** Whether the booking has something on the day on which {@code at} lies; opens no day. */
    boolean has(TenantId tenant, Professional professional, Instant at, BookingRevision booking) {
        return days.find(tenant, professional.id(), List.of(professional.schedule().dateOf(at))).values().stream()
                .anyMatch(day -> day.find(booking).isPresent());
    }

    /** Whether a draft was given up by whoever made it. */
    boolean isStale(Professional.Draft draft) {
        Instant now = clock.instant();
        return now.isAfter(draft.since().plus(LONGEST_CHECK)) || now.isBefore(draft.since().minus(LONGEST_CHECK));
    }

    private Professional settled(TenantId tenant, ProfessionalId id) {
        Professional known = professionals.find(tenant, id)
                .orElseThrow(() -> new IllegalStateException("Professionals are never forgotten"));
        if (known.draft().isEmpty()) {
            return known;
        }
        Professional.Draft draft = known.draft().get();
        if (!isStale(draft)) {
            throw new RetryLater("The schedule is being changed.", null);
        }
        return professionals.change(tenant, id, p -> p.draft().equals(known.draft()) ? p.withoutDraft() : p)
                .filter(p -> p.draft().isEmpty())
                .orElseThrow(() -> new RetryLater("The schedule is being changed.", null));
    }
}
