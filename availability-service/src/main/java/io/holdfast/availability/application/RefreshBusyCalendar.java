package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.holdfast.availability.application.OutsideCalendars.Reading;
import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.BusyCalendar.LastRead;
import io.holdfast.availability.domain.BusyCalendars;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.messaging.RetryLater;
import org.springframework.stereotype.Component;

/**
 * Reads another calendar and puts what it says on the calendar days. Claimed by a write, read, placed, recorded by a write; who
 * dies in between has placed something or nothing, and when the claim has ended it is read again, whatever its server says of
 * having changed.
 */
@Component
public class RefreshBusyCalendar {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int USUAL_DAYS_AHEAD = 30;

    private final BusyCalendars calendars;
    private final OutsideCalendars outside;
    private final PlaceBusyTimes placing;
    private final Professionals professionals;
    private final Offerings offerings;
    private final BusyCalendarSettings settings;
    private final Clock clock;

    RefreshBusyCalendar(
            BusyCalendars calendars,
            OutsideCalendars outside,
            PlaceBusyTimes placing,
            Professionals professionals,
            Offerings offerings,
            BusyCalendarSettings settings,
            Clock clock) {
        this.calendars = calendars;
        this.outside = outside;
        this.placing = placing;
        this.professionals = professionals;
        this.offerings = offerings;
        this.settings = settings;
        this.clock = clock;
    }

    /** Does what is due about a calendar: reads it, or forgets one that was removed. */
    public void refresh(String id) {
        Optional<BusyCalendar> found = calendars.find(id);
        if (found.filter(BusyCalendar::isRemoved).isPresent()) {
            forget(found.get());
            return;
        }
        found.flatMap(known -> calendars.decide(id, stored -> stored.claim(clock.instant())))
                // What it said last is good for a comparison only if nobody has begun to place something else since.
                .ifPresent(claimed -> refresh(claimed, found
                        .filter(known -> known.attempt() + 1 == claimed.attempt())
                        .flatMap(known -> Optional.ofNullable(known.lastRead()))));
    }

    private void refresh(BusyCalendar claimed, Optional<LastRead> known) {
        Optional<BusyCalendar> recorded = professionals.find(claimed.tenant(), claimed.professional())
                .filter(Professional::active)
                .map(professional -> read(claimed, known, professional))
                // Who does not work is not asked about; what was said stays.
                .orElseGet(() -> calendars.decide(
                        claimed.id(), stored -> stored.postpone(claimed, clock.instant().plus(settings.interval()))));
        if (recorded.isEmpty() && calendars.find(claimed.id()).filter(now -> !now.isRemoved()).isEmpty()) {
            // It was removed meanwhile, and what was just placed goes again.
            placing.clear(claimed);
        }
    }

    private Optional<BusyCalendar> read(BusyCalendar claimed, Optional<LastRead> known, Professional professional) {
        BusyWindow window = BusyWindow.of(professional.schedule(), daysAhead(professional), clock.instant());
        Optional<LastRead> same = known.filter(last -> last.window().equals(window));
        return switch (outside.read(claimed, same, window, placing.bookings(professional, window))) {
            case Reading.Read read -> place(claimed, professional, window, read);
            case Reading.Unchanged unchanged -> calendars.decide(claimed.id(), stored -> stored.read(
                    claimed, same.orElseThrow().again(clock.instant()), settings.interval()));
            case Reading.Failed failed -> calendars.decide(
                    claimed.id(), stored -> stored.fail(claimed, failed.error(), clock.instant(), settings.interval()));
        };
    }

    private Optional<BusyCalendar> place(
            BusyCalendar claimed, Professional professional, BusyWindow window, Reading.Read read) {
        try {
            placing.place(professional, claimed, window, read);
        } catch (RetryLater busy) {
            return calendars.decide(claimed.id(), stored -> stored.postpone(claimed, clock.instant().plus(SOON)));
        }
        var last = new LastRead(clock.instant(), read.etag(), read.lastModified(), window, read.busy().size());
        return calendars.decide(claimed.id(), stored -> stored.read(claimed, last, settings.interval()));
    }

    private int daysAhead(Professional professional) {
        return offerings.find(professional.tenant(), professional.offerings()).stream()
                .mapToInt(offering -> offering.rules().maxDaysAhead())
                .reduce(USUAL_DAYS_AHEAD, Math::max);
    }

    private void forget(BusyCalendar removed) {
        Instant now = clock.instant();
        placing.clear(removed);
        if (!removed.dueAt().isAfter(now)) {
            calendars.delete(removed.id());
        }
    }
}
