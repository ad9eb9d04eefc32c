package io.holdfast.booking.imports;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.imports.Import;
import io.holdfast.booking.domain.imports.ImportContent;
import io.holdfast.booking.domain.imports.ImportFormat;
import io.holdfast.booking.domain.imports.ImportId;
import io.holdfast.booking.domain.imports.ImportOptions;
import io.holdfast.booking.domain.imports.Imports;
import io.holdfast.booking.imports.ImportUpload.Uploaded;
import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.IdempotencyKeyHeader;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Upload;
import io.holdfast.defaults.web.Upload.File;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a business brings along from another system, for its admins. */
@RestController
@RequestMapping("/api/v1/admin/imports")
@Access(Role.ADMIN)
class ImportsController {

    /** What a source is called: part of what ids are made of. */
    private static final String SOURCE = "[a-z0-9][a-z0-9-]{0,39}";

    private final Imports imports;
    private final ImportUpload upload;
    private final EasyAppointmentsApi easyAppointments;
    private final ImportRows rows;
    private final Clock clock;

    ImportsController(
            Imports imports, ImportUpload upload, EasyAppointmentsApi easyAppointments, ImportRows rows, Clock clock) {
        this.imports = imports;
        this.upload = upload;
        this.easyAppointments = easyAppointments;
        this.rows = rows;
        this.clock = clock;
    }

    /**
     * Imports files, as {@code multipart/form-data} of at most 32 MB: CSV files in the parts {@code offerings},
     * {@code professionals}, {@code contacts} and {@code bookings}, of which at least one is needed; or in the part
     * {@code dump} what mysqldump wrote of an Easy!Appointments database.
     *
     * @param dryRun      whether it is only checked and reported; true unless said otherwise
     * @param skipRefused whether rows that are refused are left out; otherwise nothing is imported where one is
     * @param notify      whether clients and professionals are told of the bookings
     * @param source      the other system's name, a to z, 0 to 9 and -, at most 40: ids are made of it and of those there, so that
     *                    the same again changes nothing
     */
    @PostMapping
    @Upload({
        @File(name = "offerings", mediaType = "text/csv", about = "What can be booked, as CSV in UTF-8 with a line of headings."),
        @File(name = "professionals", mediaType = "text/csv", about = "Who provides it, and when they work, likewise."),
        @File(name = "contacts", mediaType = "text/csv", about = "Clients, likewise."),
        @File(name = "bookings", mediaType = "text/csv", about = "Bookings that are still to come, likewise."),
        @File(name = "dump", mediaType = "application/sql",
                about = "What mysqldump wrote of an Easy!Appointments database; it comes alone.")
    })
    @Outcomes(value = 202, problems = {"import-unreadable", "import-too-long", "import-running"})
    ResponseEntity<ImportResponse> importFiles(
            Caller caller,
            HttpServletRequest request,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean skipRefused,
            @RequestParam(defaultValue = "false") boolean notify,
            @RequestParam(defaultValue = "csv") String source,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key) {
        requireSource(source);
        IdempotencyKeyHeader.require(key);
        var tenant = new TenantId(caller.tenantId());
        requireNoneRunning(tenant, key);
        Uploaded uploaded = upload.read(request, tenant, source);
        var options = new ImportOptions(source, uploaded.format(), dryRun, skipRefused, notify, caller.subject());
        return accepted(begin(tenant, options, uploaded.content(), key));
    }

    /**
     * Imports what an Easy!Appointments installation has, which is read now, by its API. The parameters are those of files.
     *
     * @param source the installation's name, a to z, 0 to 9 and -, at most 40: ids are made of it and of those there
     */
    @PostMapping("/easy-appointments")
    @Outcomes(value = 202, problems = {
        "import-source-unreadable", "import-too-long", "import-running", "import-target-insecure", "import-target-unknown",
        "import-target-private"
    })
    ResponseEntity<ImportResponse> importEasyAppointments(
            Caller caller,
            @Valid @RequestBody EasyAppointmentsRequest body,
            @RequestParam(defaultValue = "true") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean skipRefused,
            @RequestParam(defaultValue = "false") boolean notify,
            @RequestParam(defaultValue = "easyappointments") String source,
            @RequestHeader(name = IdempotencyKeyHeader.NAME, required = false) @Nullable String key) {
        requireSource(source);
        IdempotencyKeyHeader.require(key);
        var tenant = new TenantId(caller.tenantId());
        requireNoneRunning(tenant, key);
        HttpUrl url = easyAppointments.require(body.url());
        ImportRows.Sink sink = rows.sink(tenant);
        boolean read = false;
        try {
            easyAppointments.read(url, body.token(), new EasyAppointments(tenant, source, sink));
            ImportContent content = sink.finish();
            var options = new ImportOptions(
                    source, ImportFormat.EASY_APPOINTMENTS_API, dryRun, skipRefused, notify, caller.subject());
            Import begun = begin(tenant, options, content, key);
            read = true;
            return accepted(begun);
        } finally {
            if (!read) {
                sink.discard();
            }
        }
    }

    /** The latest first, without why rows were refused. */
    @GetMapping
    Paged<ImportResponse> list(Caller caller, Paging paging) {
        return Paged.of(imports.list(new TenantId(caller.tenantId()), paging.page(), paging.limit()), paging)
                .map(ImportResponse::inList);
    }

    /** How far one is, what became of its rows, and why some are refused. */
    @GetMapping("/{id}")
    ImportResponse one(Caller caller, @PathVariable String id) {
        return imports.find(new TenantId(caller.tenantId()), new ImportId(id))
                .map(ImportResponse::of)
                .orElseThrow(() -> Problem.notFound("import"));
    }

    /** Two at once would take each other's rows for what was there before. With a key it may be the same that comes again. */
    private void requireNoneRunning(TenantId tenant, @Nullable String key) {
        if (key == null && !imports.running(tenant).isEmpty()) {
            throw ImportProblems.running();
        }
    }

    private Import begin(TenantId tenant, ImportOptions options, ImportContent content, @Nullable String key) {
        Instant now = clock.instant();
        IdempotencyKeys.Ids ids = key == null
                ? new IdempotencyKeys.Ids(UUID.randomUUID().toString(), List.of())
                : IdempotencyKeys.ids(now, key, tenant.value(), String.valueOf(options.requestedBy()), "import");
        boolean begun = false;
        try {
            Optional<Import> earlier = repeated(tenant, ids.known(), options, content, now);
            boolean free = earlier.isEmpty() && (key == null || imports.running(tenant).isEmpty());
            var requested = Import.request(new ImportId(ids.fresh()), tenant, options, content, now);
            if (free && imports.add(requested)) {
                begun = true;
                return requested.aggregate();
            }
            // The same key came twice at the same moment, and the other was faster; or another import goes on.
            return earlier.or(() -> repeated(tenant, ids.known(), options, content, now))
                    .orElseThrow(ImportProblems::running);
        } finally {
            if (!begun) {
                rows.delete(content.id());
            }
        }
    }

    private Optional<Import> repeated(
            TenantId tenant, List<String> known, ImportOptions options, ImportContent content, Instant now) {
        Optional<Import> earlier = known.stream()
                .flatMap(id -> imports.find(tenant, new ImportId(id)).stream())
                .filter(there -> IdempotencyKeys.stillMeans(there.requestedAt(), now))
                .findFirst();
        earlier.filter(there -> !there.content().hash().equals(content.hash()) || !there.options().equals(options))
                .ifPresent(other -> {
                    throw IdempotencyKeyHeader.reused();
                });
        return earlier;
    }

    private static void requireSource(String source) {
        if (!source.matches(SOURCE)) {
            throw Problem.invalid("source", "must be 1 to 40 of a-z, 0-9 and -");
        }
    }

    private static ResponseEntity<ImportResponse> accepted(Import job) {
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/admin/imports/" + job.id()))
                .body(ImportResponse.of(job));
    }
}
