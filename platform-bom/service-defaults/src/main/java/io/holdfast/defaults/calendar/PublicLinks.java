package io.holdfast.defaults.calendar;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.springframework.web.util.UriUtils;

/** Where people reach the platform, for links in what is sent to them. */
public final class PublicLinks {

    private final String base;

    public PublicLinks(URI publicUrl) {
        this.base = publicUrl.toString().replaceFirst("/+$", "");
    }

    public String booking(String bookingId) {
        return base + "/bookings/" + UriUtils.encodePathSegment(bookingId, StandardCharsets.UTF_8);
    }
}
