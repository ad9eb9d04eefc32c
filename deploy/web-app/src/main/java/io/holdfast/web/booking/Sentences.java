package io.holdfast.web.booking;

import io.holdfast.web.api.Offering;
import io.holdfast.web.page.Page;
import org.jspecify.annotations.Nullable;

/** Rules of an offering as sentences. */
final class Sentences {

    private static final int EVERYTHING = 100;

    private Sentences() {}

    /** What is given back to whom cancels when. */
    static String cancellation(Page page, Offering offering) {
        Offering.Policies policies = offering.policies();
        if (offering.isFree()) {
            return page.text("booking.policy.free");
        }
        if (policies.laterRefundPercent() == EVERYTHING) {
            return page.text("booking.policy.always");
        }
        return policies.laterRefundPercent() == 0
                ? page.text("booking.policy.nothing-later", policies.fullRefundHours())
                : page.text("booking.policy.part-later", policies.fullRefundHours(), policies.laterRefundPercent());
    }

    /** In the page's language, else in English, else null. */
    static @Nullable String preparation(Page page, Offering offering) {
        String own = offering.preparation().get(page.language());
        return own == null ? offering.preparation().get("en") : own;
    }
}
