package io.holdfast.availability.calendars;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.holdfast.availability.application.OutsideCalendars;
import io.holdfast.availability.domain.BusyCalendar;
import io.holdfast.availability.domain.BusyCalendar.LastRead;
import io.holdfast.availability.domain.BusyWindow;
import io.holdfast.defaults.outside.GuardedHttp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Reads each calendar in its way, within a time limit. There is no retry here: what failed is still in the store, which tries again later,
 * and pauses for each calendar by itself. How many are read at a time is what {@code work} says.
 */
@Component
class ReadOutside implements OutsideCalendars, DisposableBean {

    static final String USER_AGENT = "Holdfast-Calendars/1";

    private static final Logger log = LoggerFactory.getLogger(ReadOutside.class);
    /** After the last byte, to count what comes again. */
    private static final Duration UNDERSTANDING = Duration.ofSeconds(20);

    private final AccessSeal seal;
    private final OutsideSettings settings;
    private final IcsFiles icsFiles;
    private final CalDavCollections calDav;
    private final GoogleCalendars google;
    private final TimeLimiter timeLimit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ReadOutside(
            AccessSeal seal,
            OutsideSettings settings,
            IcsFiles icsFiles,
            CalDavCollections calDav,
            GoogleCalendars google) {
        this.calDav = calDav;
        this.google = google;
        this.seal = seal;
        this.settings = settings;
        this.icsFiles = icsFiles;
        this.timeLimit = TimeLimiter.of("calendars", TimeLimiterConfig.custom()
                .timeoutDuration(settings.timeLimit().plus(UNDERSTANDING))
                .cancelRunningFuture(true)
                .build());
    }

    @Bean
    static GuardedHttp calendarHttp(CalendarTargets targets, OutsideSettings settings) {
        return new GuardedHttp(targets.all(), settings.timeLimit());
    }

    @Override
    public Reading read(BusyCalendar calendar, Optional<LastRead> known, BusyWindow window, Set<String> own) {
        Optional<CalendarAccess> access = seal.open(calendar);
        if (access.isEmpty()) {
            return new Reading.Failed("How this calendar is reached can no longer be decrypted; please register it again.");
        }
        var bookings = new OwnBookings(own, settings.ownHost());
        try {
            return timeLimit.executeFutureSupplier(() -> threads.submit(
                    () -> source(calendar.kind()).read(access.get(), known, window, bookings)));
        } catch (Unreadable e) {
            return new Reading.Failed(e.sentence());
        } catch (TimeoutException | IOException e) {
            log.debug("Calendar {} was not read", calendar.id(), e);
            return new Reading.Failed(GuardedHttp.reasonOf(e) + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading.Failed("Stopped while reading.");
        } catch (Exception e) {
            // Not its words, which may be of an event.
            log.warn("Calendar {} could not be read: {}", calendar.id(), e.getClass().getName());
            return new Reading.Failed("The calendar could not be read.");
        }
    }

    private CalendarSource source(BusyCalendar.Kind kind) {
        return switch (kind) {
            case ICS -> icsFiles;
            case CALDAV -> calDav;
            case GOOGLE -> google;
        };
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
