package io.holdfast.scheduler.web;

import java.time.Instant;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.scheduler.domain.Agendas;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.domain.TimerSearch;
import io.holdfast.scheduler.domain.TimerStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The automation log: a tenant's timers, those that wait and what became of the others. */
@RestController
@RequestMapping("/api/v1/admin/automations")
@Access(Role.ADMIN)
class AutomationsController {

    private static final int LONGEST_ID = 200;

    private final Agendas agendas;

    AutomationsController(Agendas agendas) {
        this.agendas = agendas;
    }

    /**
     * Those that are scheduled last first.
     *
     * @param from by when they are scheduled, inclusive
     * @param to   exclusive
     */
    @GetMapping
    Paged<AutomationResponse> list(
            Caller caller,
            @RequestParam(required = false) @Nullable TimerStatus status,
            @RequestParam(required = false) @Nullable TimerKind type,
            @RequestParam(required = false) @Nullable String bookingId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            Paging paging) {
        if (bookingId != null && (bookingId.isBlank() || bookingId.length() > LONGEST_ID)) {
            throw Problem.invalid("bookingId", "must have between 1 and " + LONGEST_ID + " characters");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problem.invalid("to", "must be after from");
        }
        var search = new TimerSearch(new TenantId(caller.tenantId()), bookingId, status, type, from, to);
        return Paged.of(agendas.search(search, paging.page(), paging.limit()), paging).map(AutomationResponse::of);
    }
}
