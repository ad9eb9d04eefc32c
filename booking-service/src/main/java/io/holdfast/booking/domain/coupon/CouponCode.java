package io.holdfast.booking.domain.coupon;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What clients type to use a coupon. Case means nothing. */
public final class CouponCode {

    private static final int LONGEST = 40;
    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,39}");

    private CouponCode() {}

    /** As it is stored; empty when nobody can have meant one. */
    public static Optional<String> normalise(String typed) {
        if (typed.length() > 2 * LONGEST) {
            return Optional.empty();
        }
        String code = typed.strip().toUpperCase(Locale.ROOT);
        return Optional.of(code).filter(it -> FORM.matcher(it).matches());
    }
}
