package io.holdfast.web.booking;

import java.time.Duration;

import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.page.Page;

/** What the API refuses, in the reader's words. */
final class Rules {

    private static final int A_WHILE = 90;
    private static final int MINUTE = 60;

    private Rules() {}

    /** By its code; what we have no words for is said in general. */
    static String sentence(Page page, ApiProblem problem) {
        return sentence(page, problem.code());
    }

    static String sentence(Page page, String code) {
        return page.refusal("booking.rule.", code);
    }

    static String tooMany(Page page, ApiProblem problem) {
        Duration wait = problem.retryAfter();
        if (wait == null) {
            return page.text("booking.too-many");
        }
        long seconds = wait.toSeconds();
        return page.text("booking.too-many") + " " + (seconds > A_WHILE
                ? page.text("problem.wait", (seconds + MINUTE - 1) / MINUTE, 1)
                : page.text("problem.wait", seconds, 0));
    }

    /** A number as it is dialled from anywhere, of the business's country. */
    static String phoneExample(String country) {
        return switch (country) {
            case "IN" -> "+91 98123 45678";
            case "IL" -> "+972 54 123 4567";
            case "US", "CA" -> "+1 212 555 0123";
            case "GB" -> "+44 7700 900123";
            default -> "+91 98123 45678";
        };
    }
}
