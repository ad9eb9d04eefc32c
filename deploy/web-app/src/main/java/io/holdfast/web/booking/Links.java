package io.holdfast.web.booking;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;

import io.holdfast.web.page.Page;
import io.holdfast.web.session.Visitors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Addresses of the steps to a booking: all that was chosen stands in them, so that they can be kept, sent and gone back to.
 *
 * @param frame language of the pages in another site's frame, where browsers keep no choice for us; null outside of one
 */
record Links(String offering, String professional, int duration, @Nullable ZoneId zone, @Nullable String frame)
        implements DayLinks {

    private static final String STEPS = "/book/";
    private static final String LANGUAGE = Visitors.LANGUAGE_PARAMETER;

    Links(String offering, String professional, int duration, @Nullable ZoneId zone) {
        this(offering, professional, duration, zone, null);
    }

    /** The same within the frame that the page is in, if it is in one. */
    Links on(Page page) {
        return page.isEmbedded() ? new Links(offering, professional, duration, zone, page.language()) : this;
    }

    String choice() {
        return (frame == null ? STEPS : Page.EMBEDDED) + segment(offering);
    }

    String times() {
        return path() + query();
    }

    @Override
    public String times(LocalDate date) {
        return path() + query() + "&date=" + date + "#times";
    }

    @Override
    public String month(YearMonth month) {
        return path() + query() + "&month=" + month;
    }

    @Override
    public String details(Instant start) {
        return detailsForm() + query() + "&start=" + start;
    }

    /** Never in a frame: from there on it is about whoever looks. */
    String detailsForm() {
        return step("/details");
    }

    String waitlist(@Nullable LocalDate date) {
        return waitlistForm() + query() + (date == null ? "" : "&date=" + date);
    }

    String waitlistForm() {
        return step("/waitlist");
    }

    private String step(String last) {
        return STEPS + segment(offering) + "/" + segment(professional) + last;
    }

    Links lasting(int other) {
        return new Links(offering, professional, other, zone, frame);
    }

    @Override
    public String path() {
        return choice() + "/" + segment(professional);
    }

    @Override
    public Map<String, String> kept() {
        String minutes = String.valueOf(duration);
        return frame == null ? Map.of("duration", minutes) : Map.of("duration", minutes, LANGUAGE, frame);
    }

    private String query() {
        return "?duration=" + duration
                + (zone == null ? "" : "&tz=" + URLEncoder.encode(zone.getId(), StandardCharsets.UTF_8))
                + (frame == null ? "" : "&" + LANGUAGE + "=" + frame);
    }

    private static String segment(String id) {
        return UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
    }
}
