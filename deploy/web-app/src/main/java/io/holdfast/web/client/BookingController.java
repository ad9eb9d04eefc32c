package io.holdfast.web.client;

import java.util.List;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.Quote;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /b/{id}}: one lasting page per booking, for its client, and for guests by the cookie that their link left. */
@Controller
@OpenToAll
class BookingController {

    private static final int EVERYTHING = 100;

    private final BookingsApi bookings;

    BookingController(BookingsApi bookings) {
        this.bookings = bookings;
    }

    /** @param paid whether the reader comes from the payment */
    @GetMapping("/b/{id}")
    View booking(Page page, @PathVariable String id, @RequestParam(required = false) @Nullable String paid) {
        Booking booking = bookings.find(id);
        var view = new BookingViews(page, booking).view(bookings.timeline(id).items(), paid != null);
        return Html.of(page, "client/booking", view);
    }

    @GetMapping("/b/{id}/cancel")
    View cancellation(Page page, @PathVariable String id) {
        Booking booking = bookings.find(id);
        if (!booking.status().canBeCancelled()) {
            return Redirect.to("/b/" + id);
        }
        return cancellation(page, booking, Form.EMPTY);
    }

    private Html cancellation(Page page, Booking booking, Form form) {
        Times times = page.times(booking.displayZone());
        return Html.of(page, "client/cancel", new CancelView(
                booking.id(), booking.number(), booking.offering().name(), times.range(booking.start(), booking.end()),
                quote(page, booking, times), Keys.fresh(), form));
    }

    /** What goes back, why, and until when that holds. */
    private String quote(Page page, Booking booking, Times times) {
        if (booking.payment() == null || !booking.payment().isPaid()) {
            return page.text("client.quote.nothing-paid");
        }
        Quote quote = bookings.quote(booking.id());
        String amount = page.price(quote.refund());
        if (quote.refundPercentage() == EVERYTHING) {
            return page.text("client.quote.everything", amount, times.moment(quote.until()));
        }
        return quote.refund().isZero()
                ? page.text("client.quote.none", booking.policies().fullRefundHours())
                : page.text("client.quote.part", amount, quote.refundPercentage(), booking.policies().fullRefundHours());
    }

    @PostMapping("/b/{id}/cancel")
    View cancel(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        Form form = Form.of(sent);
        if (!form.has("reason")) {
            form.reject("reason", page.text("client.cancel.reason-needed"));
            return cancellation(page, bookings.find(id), form).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String key = Keys.of(form);
        try {
            bookings.cancel(id, new BookingsApi.Reason(form.value("reason")), key);
        } catch (ApiProblem problem) {
            if (!problem.isConflict()) {
                throw problem;
            }
            return booking(page.notice(Notice.warning(page.text("client.cancel.too-late"))), id, null);
        }
        return Redirect.to("/b/" + id, "cancelled");
    }

    @GetMapping("/b/{id}/calendar.ics")
    ResponseEntity<byte[]> calendar(@PathVariable String id) {
        return file(bookings.calendar(id));
    }

    @GetMapping("/b/{id}/receipt.pdf")
    ResponseEntity<byte[]> receipt(@PathVariable String id) {
        return file(bookings.receipt(id));
    }

    /** What the API says of the file, and nothing of how it came. */
    private static ResponseEntity<byte[]> file(ResponseEntity<byte[]> answer) {
        var headers = new HttpHeaders();
        for (String name : List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_DISPOSITION)) {
            String value = answer.getHeaders().getFirst(name);
            if (value != null) {
                headers.set(name, value);
            }
        }
        headers.setCacheControl("no-store");
        return new ResponseEntity<>(answer.getBody(), headers, HttpStatus.OK);
    }
}
