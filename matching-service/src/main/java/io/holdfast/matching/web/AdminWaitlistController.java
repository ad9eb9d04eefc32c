package io.holdfast.matching.web;

import java.time.LocalDate;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.waitlist.LineId.Kind;
import io.holdfast.matching.domain.waitlist.LineSearch;
import io.holdfast.matching.domain.waitlist.WaitingLines;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who waits for what; of the admin's own tenant. */
@RestController
@RequestMapping("/api/v1/admin/waitlist")
@Access(Role.ADMIN)
class AdminWaitlistController {

    private final WaitingLines lines;

    AdminWaitlistController(WaitingLines lines) {
        this.lines = lines;
    }

    /** Whole lines, the latest date first: a professional's, or of an offering those in which anybody will do. */
    @GetMapping
    Paged<WaitingLineResponse> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String professionalId,
            @RequestParam(required = false) @Nullable String offeringId,
            @RequestParam(required = false) @Nullable LocalDate date,
            Paging paging) {
        if (professionalId != null && offeringId != null) {
            throw Problem.invalid("offeringId", "must be left out where a professional is named: they have one line");
        }
        Kind kind = professionalId != null ? Kind.PROFESSIONAL : offeringId != null ? Kind.OFFERING : null;
        String subject = professionalId != null ? professionalId : offeringId;
        var search = new LineSearch(new TenantId(caller.tenantId()), kind, subject, date);
        return Paged.of(lines.search(search, paging.page(), paging.limit()), paging).map(WaitingLineResponse::of);
    }
}
