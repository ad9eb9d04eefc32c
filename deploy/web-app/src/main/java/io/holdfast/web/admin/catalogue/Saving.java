package io.holdfast.web.admin.catalogue;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.ApiProblem.Violation;
import io.holdfast.web.page.Form;
import io.holdfast.web.page.Html;
import io.holdfast.web.page.Notice;
import io.holdfast.web.page.Page;
import io.holdfast.web.page.Redirect;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;

/** What becomes of a form of the catalogue that was sent. */
final class Saving {

    private Saving() {}

    /**
     * Sends what is on a good form and leads on, or shows the form again with what is wrong.
     *
     * @param reject says on the form what the API does not take
     * @param done   where it leads
     * @param again  that form
     */
    static View of(Page page, Form form, Runnable send, Consumer<Violation> reject, Redirect done, Supplier<Html> again) {
        if (form.isGood()) {
            try {
                send.run();
                return done;
            } catch (ApiProblem problem) {
                if (problem.isConflict()) {
                    form.reject("id", page.text("admin.mistake.taken"));
                } else if (problem.violations().isEmpty()) {
                    throw problem;
                }
                problem.violations().forEach(reject);
            }
        }
        page.notice(Notice.problem(page.text("page.mistakes")));
        return again.get().status(HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
