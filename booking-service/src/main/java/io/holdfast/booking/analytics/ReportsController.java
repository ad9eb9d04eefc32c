package io.holdfast.booking.analytics;

import java.time.YearMonth;

import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.defaults.Languages;
import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** A tenant's months on paper, for its admins. */
@RestController
@Access(Role.ADMIN)
class ReportsController {

    private final Analytics analytics;
    private final BookingSettings settings;

    ReportsController(Analytics analytics, BookingSettings settings) {
        this.analytics = analytics;
        this.settings = settings;
    }

    /** The figures of {@code /admin/analytics}, in the first of our languages that the browser asks for. */
    @GetMapping("/api/v1/admin/reports/{month}.pdf")
    ResponseEntity<byte[]> report(
            Caller caller,
            @PathVariable YearMonth month,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String acceptLanguage) {
        AnalyticsResponse figures = analytics.of(new TenantId(caller.tenantId()), month);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename("bookings-" + month + ".pdf")
                        .build()
                        .toString())
                .body(MonthReport.write(figures, settings.sellerOf(caller.tenantId()), Languages.accepted(acceptLanguage)));
    }
}
