package io.holdfast.notification.audit;

import java.time.Instant;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.CursorPaging;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the tenant's admins and API keys changed, or tried to: each write that any service was asked for by them. */
@RestController
@RequestMapping("/api/v1/admin/audit")
@Access(Role.ADMIN)
class AuditController {

    private static final int LONGEST = 300;

    private final AuditLog log;

    AuditController(AuditLog log) {
        this.log = log;
    }

    /**
     * The latest first.
     *
     * @param actor   whose {@code sub}; of an API key {@code api-key:} and its id
     * @param action  method and path template, such as {@code POST /api/v1/bookings/{id}/cancel}
     * @param subject id of a booking, an offering, a payment and the like
     * @param from    when it was asked for, inclusive
     * @param to      exclusive
     */
    @GetMapping
    Paged<AuditEntryResponse> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            CursorPaging paging) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problem.invalid("to", "must be after from");
        }
        var wanted = new AuditQuery(
                new TenantId(caller.tenantId()),
                required("actor", actor),
                required("action", action),
                required("subject", subject),
                from,
                to);
        return Paged.of(log.list(wanted, paging), paging, AuditEntryDocument::cursor).map(AuditEntryResponse::of);
    }

    private static @Nullable String required(String name, @Nullable String value) {
        if (value != null && (value.isBlank() || value.length() > LONGEST)) {
            throw Problem.invalid(name, "must have between 1 and " + LONGEST + " characters");
        }
        return value;
    }
}
