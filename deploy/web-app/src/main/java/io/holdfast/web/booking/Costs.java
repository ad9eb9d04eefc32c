package io.holdfast.web.booking;

import io.holdfast.web.api.Money;
import io.holdfast.web.page.Page;

/** A price as it is shown: nothing has words of its own. */
final class Costs {

    private Costs() {}

    static String of(Page page, Money money) {
        return money.isZero() ? page.text("booking.price.free") : page.price(money);
    }
}
