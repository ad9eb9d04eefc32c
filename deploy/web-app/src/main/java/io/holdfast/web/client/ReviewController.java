package io.holdfast.web.client;


import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingStatus;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Keys;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /b/{id}/review}: how it was, once, after it took place. */
@Controller
@OpenToAll
class ReviewController {

    private static final String PAGE = "/b/";

    private final BookingsApi bookings;

    ReviewController(BookingsApi bookings) {
        this.bookings = bookings;
    }

    @GetMapping("/b/{id}/review")
    View ask(Page page, @PathVariable String id) {
        Booking booking = bookings.find(id);
        if (!isAwaited(booking)) {
            return Redirect.to(PAGE + id);
        }
        return view(page, booking, Form.EMPTY, Keys.fresh());
    }

    private static boolean isAwaited(Booking booking) {
        return booking.status() == BookingStatus.COMPLETED && booking.review() == null && !booking.reviewStatus().equals("CLOSED");
    }

    private static Html view(Page page, Booking booking, Form form, String key) {
        return Html.of(page, "client/review", new ReviewView(
                booking.id(), booking.number(), booking.offering().name(),
                booking.professional() == null ? null : booking.professional().displayName(),
                page.times(booking.displayZone()).range(booking.start(), booking.end()), key, form));
    }

    @PostMapping("/b/{id}/review")
    View review(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        Form form = Form.of(sent);
        if (!form.value("rating").matches("[1-5]")) {
            form.reject("rating", page.text("client.review.stars-needed"));
            return view(page, bookings.find(id), form, Keys.fresh()).status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String key = Keys.of(form);
        try {
            bookings.review(id, new BookingsApi.NewReview(Integer.parseInt(form.value("rating")), form.valueOrNull("text")), key);
        } catch (ApiProblem problem) {
            return switch (problem.status()) {
                // There is one already, or none is wanted any more: the booking's page shows which.
                case 409 -> Redirect.to(PAGE + id, "not-reviewed");
                case 400 -> {
                    form.reject("text", page.text("client.review.text-wrong"));
                    yield view(page, bookings.find(id), form, key).status(HttpStatus.UNPROCESSABLE_CONTENT);
                }
                case 503 -> {
                    page.notice(Notice.warning(page.text("client.unavailable")));
                    // The booking cannot be asked for either, perhaps; then the whole page says so.
                    yield view(page, bookings.find(id), form, key).status(HttpStatus.SERVICE_UNAVAILABLE);
                }
                default -> throw problem;
            };
        }
        return Redirect.to(PAGE + id, "reviewed");
    }
}
