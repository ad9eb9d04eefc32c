package io.holdfast.web.booking;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Addresses on the way to another time for a booking.
 *
 * @param professional whose times are looked at; null for its own
 */
record RescheduleLinks(String booking, @Nullable String professional, @Nullable ZoneId zone) implements DayLinks {

    String all() {
        return with("");
    }

    @Override
    public String times(LocalDate date) {
        return with("date=" + date) + "#times";
    }

    @Override
    public String month(YearMonth month) {
        return with("month=" + month);
    }

    @Override
    public String details(Instant start) {
        return with("start=" + start);
    }

    @Override
    public String path() {
        return "/b/" + UriUtils.encodePathSegment(booking, StandardCharsets.UTF_8) + "/reschedule";
    }

    @Override
    public Map<String, String> kept() {
        return professional == null ? Map.of() : Map.of("professional", professional);
    }

    private String with(String last) {
        var query = new StringBuilder();
        if (professional != null) {
            query.append("&professional=").append(URLEncoder.encode(professional, StandardCharsets.UTF_8));
        }
        if (zone != null) {
            query.append("&tz=").append(URLEncoder.encode(zone.getId(), StandardCharsets.UTF_8));
        }
        if (!last.isEmpty()) {
            query.append('&').append(last);
        }
        return path() + (query.isEmpty() ? "" : "?" + query.substring(1));
    }
}
