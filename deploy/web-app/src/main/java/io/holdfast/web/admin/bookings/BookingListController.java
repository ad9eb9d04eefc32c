package io.holdfast.web.admin.bookings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Downloads;
import io.holdfast.web.api.Listed;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.util.UriUtils;

/** {@code /admin/bookings}: by status, dates and words, a page at a time; and as a file. */
@Controller
@OpenToAll
class BookingListController {

    private static final int A_PAGE = 25;
    private static final List<String> FILTERS = List.of("status", "professional", "from", "to", "q");

    private final AdminApi admin;
    private final Downloads downloads;

    BookingListController(AdminApi admin, Downloads downloads) {
        this.admin = admin;
        this.downloads = downloads;
    }

    /** @param asked {@code status}, {@code from}, {@code to} (dates of the start), {@code q} and, further on, {@code after} */
    @GetMapping("/admin/bookings")
    View list(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        Times times = page.ownTimes();
        String from = date(page, form, "from");
        String to = date(page, form, "to");
        if (!form.isGood()) {
            return Html.of(page, "admin/bookings/list", view(page, form, times, Listed.nothing())).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Listed<Booking> found = admin.bookings(
                status(form), form.valueOrNull("professional"), from, to, times.zone().getId(), form.valueOrNull("q"),
                form.valueOrNull("after"), A_PAGE);
        return Html.of(page, "admin/bookings/list", view(page, form, times, found));
    }

    private BookingListView view(Page page, Form form, Times times, Listed<Booking> found) {
        String query = query(form);
        String next = found.pagination().next();
        String here = "/admin/bookings" + (query.isEmpty() ? "" : "?" + query);
        return new BookingListView(
                form,
                Arrays.stream(BookingStatus.values())
                        .map(status -> new BookingListView.Status(status.name(), Badge.of(page, status).text()))
                        .toList(),
                admin.professionals(1, CatalogueApi.MOST).items().stream()
                        .map(one -> new Filter.Option(one.id(), one.displayName()))
                        .toList(),
                found.items().stream().map(booking -> row(page, times, booking)).toList(),
                NumberFormat.getIntegerInstance(page.locale()).format(found.pagination().total()), times.zoneName(page.now()),
                next == null ? null : here + (query.isEmpty() ? "?" : "&") + "after=" + encoded(next),
                form.has("after") ? here : null, "/admin/bookings.csv" + (query.isEmpty() ? "" : "?" + query), !query.isEmpty());
    }

    private static BookingListView.Row row(Page page, Times times, Booking booking) {
        return new BookingListView.Row(
                "/admin/bookings/" + booking.id(), booking.number(), times.when(booking.start(), booking.end()), booking.client().name(),
                booking.offering().name(), booking.professional() == null ? null : booking.professional().displayName(),
                Badge.of(page, booking.status()),
                booking.price().total().isZero() ? page.text("business.free") : page.price(booking.price().total()));
    }

    /** A status that there is not counts as none. */
    private static @Nullable String status(Form form) {
        return Stream.of(BookingStatus.values()).map(BookingStatus::name).filter(name -> form.is("status", name)).findFirst().orElse(null);
    }

    private static @Nullable String date(Page page, Form form, String field) {
        try {
            return form.has(field) ? LocalDate.parse(form.value(field)).toString() : null;
        } catch (DateTimeException e) {
            form.reject(field, page.text("admin.mistake.date"));
            return null;
        }
    }

    private static String query(Form form) {
        return FILTERS.stream()
                .filter(form::has)
                .map(name -> name + "=" + encoded(form.value(name)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }

    /** What the table shows, all pages of it. */
    @GetMapping("/admin/bookings.csv")
    void file(Page page, @RequestParam MultiValueMap<String, String> asked, HttpServletResponse response) throws IOException {
        page.requireRole("admin");
        Form form = Form.of(asked);
        var address = new StringJoiner("&", "/api/v1/admin/bookings/export.csv?", "")
                .add("zone=" + encoded(page.ownTimes().zone().getId()));
        put(address, "status", status(form));
        put(address, "professionalId", form.valueOrNull("professional"));
        put(address, "startDate", date(page, form, "from"));
        put(address, "endDate", date(page, form, "to"));
        put(address, "q", form.valueOrNull("q"));
        try (InputStream file = downloads.open(address.toString())) {
            response.setContentType("text/csv;charset=UTF-8");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"bookings.csv\"");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            file.transferTo(response.getOutputStream());
        }
    }

    private static void put(StringJoiner address, String name, @Nullable String value) {
        if (value != null) {
            address.add(name + "=" + encoded(value));
        }
    }
}
