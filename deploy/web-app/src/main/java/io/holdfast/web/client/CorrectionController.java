package io.holdfast.web.client;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.Booking;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** {@code /b/{id}/change}: names, phone, address, language and notes of a booking, before it begins. */
@Controller
@OpenToAll
class CorrectionController {

    private static final String PAGE = "/b/";
    /** How the API calls our fields. */
    private static final Map<String, String> FIELDS = Map.of(
            "client.name", "name", "client.phone", "phone", "recipient.name", "recipient-name", "recipient.phone", "recipient-phone",
            "address.street", "street", "address.city", "city", "address.building", "building", "address.apartment", "apartment");

    private final BookingsApi bookings;

    CorrectionController(BookingsApi bookings) {
        this.bookings = bookings;
    }

    @GetMapping("/b/{id}/change")
    View ask(Page page, @PathVariable String id) {
        Booking booking = bookings.find(id);
        if (!booking.status().canBeCancelled()) {
            return Redirect.to(PAGE + id);
        }
        return view(page, booking, Form.with(valuesOf(booking)));
    }

    private static Map<String, String> valuesOf(Booking booking) {
        var values = new HashMap<String, String>();
        values.put("name", booking.client().name());
        put(values, "phone", booking.client().phone());
        if (booking.recipient() != null) {
            values.put("recipient-name", booking.recipient().name());
            put(values, "recipient-phone", booking.recipient().phone());
        }
        Booking.Address address = booking.address();
        if (address != null) {
            values.put("street", address.street());
            values.put("city", address.city());
            put(values, "building", address.building());
            put(values, "apartment", address.apartment());
        }
        values.put("language", booking.language());
        put(values, "notes", booking.notes());
        return values;
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        if (value != null) {
            values.put(field, value);
        }
    }

    private static Html view(Page page, Booking booking, Form form) {
        return Html.of(page, "client/change", new CorrectionView(
                booking.id(), booking.number(), booking.offering().name(),
                page.times(booking.displayZone()).range(booking.start(), booking.end()), booking.address() != null,
                Languages.ALL.stream()
                        .map(locale -> new CorrectionView.Language(
                                locale.toLanguageTag(), locale.getDisplayLanguage(locale), form.is("language", locale.toLanguageTag())))
                        .toList(),
                form));
    }

    @PostMapping("/b/{id}/change")
    View change(Page page, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent) {
        Form form = Form.of(sent);
        Booking booking = bookings.find(id);
        try {
            bookings.correct(id, changes(booking, form));
        } catch (ApiProblem problem) {
            return switch (problem.status()) {
                case 400 -> {
                    problem.violations().forEach(violation -> reject(page, form, violation));
                    page.notice(Notice.problem(page.text("page.mistakes")));
                    yield view(page, booking, form).status(HttpStatus.UNPROCESSABLE_CONTENT);
                }
                case 409, 422 -> {
                    page.notice(Notice.warning(page.refusal("client.change.rule.", problem.code())));
                    yield view(page, booking, form).status(HttpStatus.valueOf(problem.status()));
                }
                case 503 -> {
                    page.notice(Notice.warning(page.text("client.unavailable")));
                    yield view(page, booking, form).status(HttpStatus.SERVICE_UNAVAILABLE);
                }
                default -> throw problem;
            };
        }
        return Redirect.to(PAGE + id, "corrected");
    }

    /** A merge patch (RFC 7396) of what the form shows: what is empty is taken away. */
    private static Map<String, Object> changes(Booking booking, Form form) {
        var changes = new LinkedHashMap<String, Object>();
        changes.put("client", part("name", form.valueOrNull("name"), "phone", form.valueOrNull("phone")));
        changes.put("recipient", form.has("recipient-name")
                ? part("name", form.valueOrNull("recipient-name"), "phone", form.valueOrNull("recipient-phone"))
                : null);
        if (booking.address() != null) {
            Map<String, Object> address = part("street", form.valueOrNull("street"), "city", form.valueOrNull("city"));
            address.put("building", form.valueOrNull("building"));
            address.put("apartment", form.valueOrNull("apartment"));
            changes.put("address", address);
        }
        if (form.has("language")) {
            changes.put("language", form.value("language"));
        }
        changes.put("notes", form.valueOrNull("notes"));
        return changes;
    }

    private static Map<String, Object> part(String first, @Nullable Object value, String second, @Nullable Object other) {
        var part = new LinkedHashMap<String, Object>();
        part.put(first, value);
        part.put(second, other);
        return part;
    }

    /** In our words where we have some for the field, else in the API's. */
    private static void reject(Page page, Form form, ApiProblem.Violation violation) {
        String field = FIELDS.getOrDefault(violation.field(), violation.field());
        String text = "booking.mistake." + field.replaceFirst("^recipient-", "");
        form.reject(field, page.texts().has(text) ? page.text(text) : violation.message());
    }
}
