package io.holdfast.booking.domain.coupon;

/** Why a coupon cannot be used. */
public enum CouponRefusal {
    UNKNOWN("coupon-unknown", "There is no such coupon."),
    NOT_YET("coupon-not-yet", "This coupon cannot be used yet."),
    EXPIRED("coupon-expired", "This coupon cannot be used any more."),
    NOT_FOR_THIS("coupon-not-for-this", "This coupon is not for this offering."),
    USED_BY_CLIENT("coupon-used", "You have used this coupon before."),
    USED_UP("coupon-used-up", "This coupon has been used by others; there is nothing left of it.");

    private final String code;
    private final String sentence;

    CouponRefusal(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** For programs. */
    public String code() {
        return code;
    }

    /** For the client. */
    public String sentence() {
        return sentence;
    }
}
