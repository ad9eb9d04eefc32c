package io.holdfast.availability.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;

import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.web.IanaZones;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Times;
import org.jspecify.annotations.Nullable;

/** Reads query parameters, or says which one is wrong and how. */
final class Parameters {

    private Parameters() {}

    static LocalDate date(String field, String text) {
        return given(field, Times.date(text), "date such as 2026-12-01");
    }

    static YearMonth month(String field, String text) {
        return given(field, Times.month(text), "month such as 2026-12");
    }

    static Instant instant(String field, String text) {
        return given(field, Times.instant(text), "instant such as 2026-12-01T09:30:00Z");
    }

    /** An IANA zone by its name; offsets are none, since they do not know of daylight saving. */
    static ZoneId zone(String field, String name) {
        return IanaZones.find(name)
                .orElseThrow(() -> Problem.invalid(field, "is not a known time zone such as Asia/Kolkata"));
    }

    /** @throws Problem 404 for one that is unknown or retired, 422 for one that has no times of one professional */
    static Offering offering(Offerings offerings, TenantId tenant, String id) {
        Offering offering = offerings
                .find(tenant, new OfferingId(id))
                .filter(found -> !found.retired())
                .orElseThrow(() -> Problem.notFound("offering"));
        if (offering.matched()) {
            throw Problem.rule(
                    "mode-unavailable",
                    "The platform finds the professional for this offering and does not do so yet; it cannot be booked.");
        }
        return offering;
    }

    /** How long is meant: one of the offering's durations, its usual one when nothing is said. */
    static Duration length(Offering offering, @Nullable Integer minutes) {
        if (minutes == null) {
            return offering.usualDuration();
        }
        if (minutes < 1) {
            throw Problem.invalid("duration", "must be a number of minutes, 1 or more");
        }
        Duration length = Duration.ofMinutes(minutes);
        if (!offering.lasts(length)) {
            String offered = String.join(
                    ", ", offering.durations().stream().map(d -> String.valueOf(d.toMinutes())).toList());
            throw Problem.rule("duration-not-offered", "This offering lasts " + offered + " minutes.");
        }
        return length;
    }

    private static <T> T given(String field, Optional<T> read, String what) {
        return read.orElseThrow(() -> Problem.invalid(field, "is not a valid " + what));
    }
}
