package io.holdfast.booking.privacy;

import java.net.URI;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.booking.domain.privacy.PrivacyJob.Kind;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Erasures of a person, for a tenant's admins. Money and figures stay. */
@RestController
@RequestMapping(ErasuresController.PATH)
@Access(Role.ADMIN)
class ErasuresController {

    static final String PATH = "/api/v1/admin/privacy/erasures";

    private final PrivacyJobs jobs;
    private final AskForPrivacyJob ask;

    ErasuresController(PrivacyJobs jobs, AskForPrivacyJob ask) {
        this.jobs = jobs;
        this.ask = ask;
    }

    /** Erasures of the last year, the newest first, also those that retention began. */
    @GetMapping
    Paged<PrivacyJobResponse> list(Caller caller, Paging paging) {
        return Paged.of(jobs.of(new TenantId(caller.tenantId()), Kind.ERASURE, paging.page(), paging.limit()), paging)
                .map(PrivacyJobResponse::of);
    }

    /** One and how far it is. */
    @GetMapping("/{id}")
    PrivacyJobResponse one(Caller caller, @PathVariable String id) {
        return jobs.find(new TenantId(caller.tenantId()), Kind.ERASURE, id)
                .map(PrivacyJobResponse::of)
                .orElseThrow(() -> Problem.notFound("erasure"));
    }

    /** Asks for one. 409 with their numbers while there are bookings that are live, unless these are to be called off first. */
    @PostMapping
    @Outcomes(value = 202, problems = {"person-ambiguous", "person-has-live-bookings"})
    ResponseEntity<PrivacyJobResponse> ask(
            Caller caller,
            @Valid @RequestBody PersonRequest body,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key) {
        PrivacyJob job = ask.ask(caller, Kind.ERASURE, body, key);
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create(PATH + "/" + job.id()))
                .body(PrivacyJobResponse.of(job));
    }
}
