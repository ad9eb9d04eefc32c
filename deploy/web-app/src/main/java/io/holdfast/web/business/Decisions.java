package io.holdfast.web.business;

import java.util.function.Supplier;

import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.BookingsApi;
import io.holdfast.web.api.BusinessApi;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.NotThere;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** What is done with a booking by the buttons of {@code business/part/actions}. */
@Component
public final class Decisions {

    /** The last part of the address that a button sends to. */
    public static final String ACTS = "confirm|decline|complete|no-show|cancel";

    private static final int EVERYTHING = 100;

    private final BusinessApi business;

    Decisions(BusinessApi business) {
        this.business = business;
    }

    /**
     * Does it and leads on, or shows the page again with what is missing or in the way.
     *
     * @param then where it leads
     * @param show the booking's page with that form
     */
    public View decide(Page page, String act, String id, Form form, String then, Supplier<Html> show) {
        check(page, act, form);
        if (!form.isGood()) {
            return show.get().status(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            return Redirect.to(then, make(act, id, form));
        } catch (ApiProblem problem) {
            if (!problem.isConflict()) {
                throw problem;
            }
            page.notice(Notice.warning(Conflicts.sentence(page, problem)));
            return show.get().status(HttpStatus.CONFLICT);
        }
    }

    /** Says what is missing; the form is good where nothing is. */
    private static void check(Page page, String act, Form form) {
        if ((act.equals("decline") || act.equals("cancel")) && !form.has("reason")) {
            form.reject("reason", page.text("business.reason-needed"));
        }
        if (form.has("percent") && percent(form) == null) {
            form.reject("percent", page.text("business.cancel.percent.wrong"));
        }
    }

    private static @Nullable Integer percent(Form form) {
        String text = form.value("percent");
        return text.matches("\\d{1,3}") && Integer.parseInt(text) <= EVERYTHING ? Integer.valueOf(text) : null;
    }

    /** @return key of the notice that says what was done */
    private String make(String act, String id, Form form) {
        return switch (act) {
            case "confirm" -> {
                business.confirm(id);
                yield "request-confirmed";
            }
            case "decline" -> {
                business.decline(id, new BookingsApi.Reason(form.value("reason")));
                yield "request-declined";
            }
            case "complete" -> {
                business.complete(id, new BusinessApi.Attendance(null));
                yield "completed";
            }
            case "no-show" -> {
                business.noShow(id, new BusinessApi.Attendance(null));
                yield "no-show";
            }
            case "cancel" -> {
                business.cancel(id, new BusinessApi.Cancel(form.value("reason"), percent(form)));
                yield "business-cancelled";
            }
            default -> throw new NotThere();
        };
    }
}
