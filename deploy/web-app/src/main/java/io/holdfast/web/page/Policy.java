package io.holdfast.web.page;

import java.util.List;

/** Content security policies: what a page may load, and who may frame it. */
public enum Policy {
    /** Ours only; pictures of professionals may come from elsewhere, and Pico draws its marks as data. */
    USUAL("form-action 'self'; "),
    /** Razorpay's checkout is their script, which styles what it puts on the page, a frame of theirs, or a form to them. */
    PAYMENT("script-src 'self' https://checkout.razorpay.com; style-src 'self' 'unsafe-inline'; "
            + "connect-src 'self' https://*.razorpay.com; frame-src https://*.razorpay.com; "
            + "form-action 'self' https://*.razorpay.com; "),
    /** FullCalendar makes a style sheet of its own, for which it is given the page's nonce, and has its arrows as data. */
    CALENDAR("style-src 'self' 'nonce-{nonce}'; font-src 'self' data:; form-action 'self'; ");

    private static final String EVERYWHERE = "default-src 'self'; %simg-src 'self' data: https:; object-src 'none'; base-uri 'none'; "
            + "frame-ancestors ";

    private final String header;

    Policy(String more) {
        this.header = EVERYWHERE.formatted(more);
    }

    /** The value of {@code Content-Security-Policy}; framed by nobody. */
    public String header() {
        return header(List.of());
    }

    /** The same, framed by these sites only. */
    public String header(List<String> sites) {
        return header + (sites.isEmpty() ? "'none'" : String.join(" ", sites));
    }

    /** A header with the page's own nonce, where it has one. */
    static String withNonce(String header, String nonce) {
        return header.replace("{nonce}", nonce);
    }
}
