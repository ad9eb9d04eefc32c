package io.holdfast.web.professional;

import java.util.Map;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.business.Decisions;
import io.holdfast.web.business.Questions;
import io.holdfast.web.business.Sheet;
import io.holdfast.web.business.Sheets;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /pro/bookings/{id}}: a booking for its professional, with what only they do: answer, complete, note who did not come. */
@Controller
@OpenToAll
class OwnBookingController {

    private final BookingsApi bookings;
    private final Decisions decisions;
    private final ProfessionalApi mine;
    private final Questions questions;

    OwnBookingController(BookingsApi bookings, Decisions decisions, ProfessionalApi mine, Questions questions) {
        this.bookings = bookings;
        this.decisions = decisions;
        this.mine = mine;
        this.questions = questions;
    }

    /** @param act {@code decline} or {@code cancel}, whose form is open */
    @GetMapping("/pro/bookings/{id}")
    View booking(Page page, @PathVariable String id, @RequestParam(required = false) @Nullable String act) {
        page.requireRole("professional");
        return show(page, id, act == null ? Form.EMPTY : Form.with(Map.of("act", act)));
    }

    private Html show(Page page, String id, Form form) {
        Booking booking = bookings.find(id);
        Sheet sheet = new Sheets(page, page.times(mine.profile().zone())).of(booking, questions.of(booking));
        return Html.of(page, "professional/booking", new OwnBookingView(sheet, form));
    }

    @PostMapping("/pro/bookings/{id}/{act:" + Decisions.ACTS + "}")
    View decide(Page page, @PathVariable String id, @PathVariable String act, @RequestParam MultiValueMap<String, String> sent) {
        page.requireRole("professional");
        Form form = Form.of(sent);
        return decisions.decide(page, act, id, form, Backs.of(form.value("back"), "/pro/bookings/" + id), () -> show(page, id, form));
    }
}
