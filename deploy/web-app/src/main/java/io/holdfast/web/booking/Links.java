package io.holdfast.web.booking;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Addresses of the steps to a booking: all that was chosen stands in them, so that they can be kept, sent and gone back to. */
record Links(String offering, String professional, int duration, @Nullable ZoneId zone) {

    String choice() {
        return "/book/" + segment(offering);
    }

    String times() {
        return path() + query();
    }

    String times(LocalDate date) {
        return path() + query() + "&date=" + date + "#times";
    }

    String month(YearMonth month) {
        return path() + query() + "&month=" + month;
    }

    String details(Instant start) {
        return detailsForm() + query() + "&start=" + start;
    }

    String detailsForm() {
        return path() + "/details";
    }

    Links lasting(int other) {
        return new Links(offering, professional, other, zone);
    }

    String path() {
        return choice() + "/" + segment(professional);
    }

    private String query() {
        return "?duration=" + duration + (zone == null ? "" : "&tz=" + URLEncoder.encode(zone.getId(), StandardCharsets.UTF_8));
    }

    private static String segment(String id) {
        return UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
    }
}
