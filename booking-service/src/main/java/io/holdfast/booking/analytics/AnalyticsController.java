package io.holdfast.booking.analytics;

import java.time.YearMonth;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's figures, for its admins. */
@RestController
@RequestMapping("/api/v1/admin/analytics")
@Access(Role.ADMIN)
class AnalyticsController {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final int MONTHS = 12;

    private final Analytics analytics;
    private final FactRebuilds rebuilds;

    AnalyticsController(Analytics analytics, FactRebuilds rebuilds) {
        this.analytics = analytics;
        this.rebuilds = rebuilds;
    }

    /**
     * A month's figures.
     *
     * @param month 1 to 12; with the year, or neither for the month that the tenant is in
     * @param year  2000 to 2100
     */
    @GetMapping
    AnalyticsResponse figures(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer month,
            @RequestParam(required = false) @Nullable Integer year) {
        var tenant = new TenantId(caller.tenantId());
        return analytics.of(tenant, asked(month, year, tenant));
    }

    private YearMonth asked(@Nullable Integer month, @Nullable Integer year, TenantId tenant) {
        if (month == null && year == null) {
            return analytics.thisMonth(tenant);
        }
        if (month == null || month < 1 || month > MONTHS) {
            throw Problem.invalid("month", "must be between 1 and 12, and come with the year");
        }
        if (year == null || year < FIRST_YEAR || year > LAST_YEAR) {
            throw Problem.invalid("year", "must be between 2000 and 2100, and come with the month");
        }
        return YearMonth.of(year, month);
    }

    /** Has the figures made anew from the bookings; they can be read all the while. Asked for again, it begins again. */
    @PostMapping("/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildResponse rebuild(Caller caller) {
        return RebuildResponse.of(rebuilds.request(new TenantId(caller.tenantId()), caller.subject()));
    }

    /** How far that is. */
    @GetMapping("/rebuild")
    RebuildResponse rebuildState(Caller caller) {
        return rebuilds.find(new TenantId(caller.tenantId()))
                .map(RebuildResponse::of)
                .orElseThrow(() -> Problem.notFound("rebuild"));
    }
}
