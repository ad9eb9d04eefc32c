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

/** Exports of all that is held of a person, for a tenant's admins. The gateway makes the archive, of every service's part. */
@RestController
@RequestMapping(ExportsController.PATH)
@Access(Role.ADMIN)
class ExportsController {

    static final String PATH = "/api/v1/admin/privacy/exports";

    private final PrivacyJobs jobs;
    private final AskForPrivacyJob ask;

    ExportsController(PrivacyJobs jobs, AskForPrivacyJob ask) {
        this.jobs = jobs;
        this.ask = ask;
    }

    /** Exports that have not ended, the newest first. */
    @GetMapping
    Paged<PrivacyJobResponse> list(Caller caller, Paging paging) {
        return Paged.of(jobs.of(new TenantId(caller.tenantId()), Kind.EXPORT, paging.page(), paging.limit()), paging)
                .map(PrivacyJobResponse::of);
    }

    /** One and how far it is. */
    @GetMapping("/{id}")
    PrivacyJobResponse one(Caller caller, @PathVariable String id) {
        return jobs.find(new TenantId(caller.tenantId()), Kind.EXPORT, id)
                .map(PrivacyJobResponse::of)
                .orElseThrow(() -> Problem.notFound("export"));
    }

    /** Asks for one. Until it ends, seven days later, its archive can be downloaded once it is done. */
    @PostMapping
    @Outcomes(value = 202, problems = "person-ambiguous")
    ResponseEntity<PrivacyJobResponse> ask(
            Caller caller,
            @Valid @RequestBody PersonRequest body,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key) {
        PrivacyJob job = ask.ask(caller, Kind.EXPORT, body, key);
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create(PATH + "/" + job.id()))
                .body(PrivacyJobResponse.of(job));
    }
}
