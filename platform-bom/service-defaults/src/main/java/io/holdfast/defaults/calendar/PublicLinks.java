package io.holdfast.defaults.calendar;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Where people reach the platform, for links in what is sent to them. */
public final class PublicLinks {

    private final String base;

    public PublicLinks(URI publicUrl) {
        this.base = publicUrl.toString().replaceFirst("/+$", "");
    }

    /** The booking's lasting page. */
    public String booking(String bookingId) {
        return base + "/b/" + UriUtils.encodePathSegment(bookingId, StandardCharsets.UTF_8);
    }

    /**
     * One of the booking's pages, as a link in a mail.
     *
     * @param manageToken with which a guest opens it; null for who is signed in
     */
    public String page(String bookingId, Page page, @Nullable String manageToken) {
        String path = page == Page.BOOKING ? "" : "/" + page.name().toLowerCase(Locale.ROOT);
        return booking(bookingId) + path + (manageToken == null ? "" : "?t=" + encoded(manageToken));
    }

    /**
     * The page of what somebody joined a waitlist with, as a link in a mail.
     *
     * @param manageToken with which a guest opens it; null for who is signed in
     */
    public String waitlist(String entryId, @Nullable String manageToken) {
        return base + "/w/" + UriUtils.encodePathSegment(entryId, StandardCharsets.UTF_8)
                + (manageToken == null ? "" : "?t=" + encoded(manageToken));
    }

    /** A professional's page of what waits for their answer. */
    public String requests() {
        return base + "/pro/requests";
    }

    /** The same page, at a proposal. */
    public String proposal(String proposalId) {
        return requests() + "#" + UriUtils.encodeFragment(proposalId, StandardCharsets.UTF_8);
    }

    /** The booking's calendar entry. @param papersToken opens it; null for who is signed in */
    public String calendar(String bookingId, @Nullable String papersToken) {
        return paper(bookingId, "calendar.ics", papersToken);
    }

    /** The booking's receipt. @param papersToken opens it; null for who is signed in */
    public String receipt(String bookingId, @Nullable String papersToken) {
        return paper(bookingId, "receipt.pdf", papersToken);
    }

    /** A calendar feed, for calendar programs. @param secret opens it, whoever has it */
    public String feed(String secret) {
        return base + "/api/v1/feeds/" + UriUtils.encodePathSegment(secret, StandardCharsets.UTF_8) + ".ics";
    }

    private String paper(String bookingId, String name, @Nullable String papersToken) {
        return base + "/api/v1/bookings/" + UriUtils.encodePathSegment(bookingId, StandardCharsets.UTF_8) + "/" + name
                + (papersToken == null ? "" : "?p=" + encoded(papersToken));
    }

    private static String encoded(String token) {
        return UriUtils.encodeQueryParam(token, StandardCharsets.UTF_8);
    }

    /** The pages of a booking. */
    public enum Page {
        BOOKING,
        PAY,
        CANCEL,
        RESCHEDULE,
        REVIEW
    }
}
