package io.holdfast.web.admin.bookings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.admin.bookings.DayView.Column;
import io.holdfast.web.admin.bookings.DayView.Item;
import io.holdfast.web.admin.part.Dates;
import io.holdfast.web.admin.part.Filter;
import io.holdfast.web.admin.part.Pager;
import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.BookingsApi.Entry;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.business.Badge;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /admin/calendar}: a day of all professionals side by side, hour by hour. */
@Controller
@OpenToAll
class DayController {

    private static final String PATH = "/admin/calendar";
    private static final int USUAL_BEGIN = 9;
    private static final int USUAL_END = 17;
    private static final int MIDNIGHT = 24;
    /** What takes nobody's time. */
    private static final Set<BookingStatus> NOWHERE = Set.of(
            BookingStatus.REJECTED, BookingStatus.EXPIRED, BookingStatus.DECLINED, BookingStatus.CANCELLED);

    private final AdminApi admin;

    DayController(AdminApi admin) {
        this.admin = admin;
    }

    @GetMapping(PATH)
    View day(Page page, @RequestParam MultiValueMap<String, String> asked) {
        page.requireRole("admin");
        Form form = Form.of(asked);
        Times times = page.ownTimes();
        LocalDate today = times.date(page.now());
        LocalDate chosen = Dates.of(page, form, "date");
        LocalDate date = chosen == null ? today : chosen;
        List<AdminApi.Colleague> everybody = admin.professionals(1, CatalogueApi.MOST).items();
        BookingsApi.Calendar found = admin.calendar(date, date, times.zone().getId());
        List<Entry> shown = found.bookings().stream()
                .filter(booking -> !NOWHERE.contains(booking.status()))
                .sorted(Comparator.comparing(Entry::start).thenComparing(Entry::number))
                .toList();
        List<Column> columns = columns(page, everybody, shown, date, form.valueOrNull("professional"));
        Html html = Html.of(page, "admin/bookings/day", new DayView(
                times.day(date), date.toString(), address(date.minusDays(1), form), address(date.plusDays(1), form),
                date.equals(today) ? null : address(today, form), times.zoneName(page.now()), columns,
                hours(page, times, shown, columns, date), everybody.stream()
                        .filter(AdminApi.Colleague::active)
                        .map(one -> new Filter.Option(one.id(), one.displayName()))
                        .toList(),
                form.value("professional"), found.bookings().size() - shown.size(), "/admin/bookings?from=" + date + "&to=" + date,
                !found.complete()));
        return form.isGood() ? html : html.status(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static String address(LocalDate date, Form form) {
        return PATH + "?date=" + date + (form.has("professional") ? "&professional=" + Pager.encoded(form.value("professional")) : "");
    }

    /** Who works here, who has a booking that day although not any more, and, where there is such a booking, nobody yet. */
    private static List<Column> columns(
            Page page, List<AdminApi.Colleague> everybody, List<Entry> shown, LocalDate date, @Nullable String only) {
        var names = new LinkedHashMap<String, String>();
        everybody.stream().filter(AdminApi.Colleague::active).forEach(one -> names.put(one.id(), one.displayName()));
        boolean nobody = false;
        for (Entry booking : shown) {
            Booking.Provider provider = booking.professional();
            if (provider == null) {
                nobody = true;
            } else {
                names.putIfAbsent(provider.id(), provider.displayName());
            }
        }
        if (only != null) {
            names.keySet().retainAll(Set.of(only));
        } else if (nobody) {
            names.put("", page.text("bookings.day.nobody"));
        }
        return names.entrySet().stream()
                .map(one -> new Column(
                        one.getKey(), one.getValue(),
                        "/admin/bookings/new?date=" + date
                                + (one.getKey().isEmpty() ? "" : "&professional=" + Pager.encoded(one.getKey()))))
                .toList();
    }

    private static List<DayView.Hour> hours(Page page, Times times, List<Entry> shown, List<Column> columns, LocalDate date) {
        var items = new HashMap<String, List<Item>>();
        int first = USUAL_BEGIN;
        int last = USUAL_END;
        for (Entry booking : shown) {
            int hour = times.date(booking.start()).equals(date) ? booking.start().atZone(times.zone()).getHour() : 0;
            boolean overnight = !times.date(booking.end()).equals(date);
            first = Math.min(first, hour);
            last = Math.max(last, overnight ? MIDNIGHT - 1 : hour);
            String who = booking.professional() == null ? "" : booking.professional().id();
            items.computeIfAbsent(who + " " + hour, unused -> new ArrayList<>()).add(item(page, times, booking));
        }
        return IntStream.rangeClosed(first, last)
                .mapToObj(hour -> new DayView.Hour(
                        "%02d:00".formatted(hour),
                        columns.stream().map(column -> items.getOrDefault(column.id() + " " + hour, List.of())).toList()))
                .toList();
    }

    private static Item item(Page page, Times times, Entry booking) {
        return new Item(
                "/admin/bookings/" + booking.id(), times.span(booking.start(), booking.end()), booking.client().name(),
                booking.offering().name(), Badge.of(page, booking.status()));
    }
}
