package io.holdfast.defaults.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The {@code Prefer} request header, RFC 7240, as far as it is honoured here: {@code wait}. */
public final class Prefer {

    private static final int LONGEST_WAIT_SECONDS = 20;
    private static final int LONGEST_PREFERENCE = 200;

    // token [ BWS "=" BWS ( token / quoted-string ) ] — parameters after ";" mean nothing to us.
    private static final Pattern PREFERENCE =
            Pattern.compile("\\s*([!#$%&'*+.^_`|~\\w-]+)\\s*(?:=\\s*(?:\"([^\"]*)\"|([^\\s;\"]*)))?\\s*(?:;.*)?");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,18}");

    private Prefer() {}

    /**
     * How long the client would like to wait; at most {@value #LONGEST_WAIT_SECONDS} s, which is also meant by
     * {@code wait} alone. The first {@code wait} counts; what cannot be read is passed over, as the RFC asks.
     *
     * @param headers all {@code Prefer} headers of the request, null for none
     */
    public static Optional<Duration> wait(@Nullable List<String> headers) {
        if (headers == null) {
            return Optional.empty();
        }
        for (String header : headers) {
            for (String preference : header.split(",")) {
                if (preference.length() > LONGEST_PREFERENCE) {
                    continue;
                }
                Matcher matcher = PREFERENCE.matcher(preference);
                if (matcher.matches() && matcher.group(1).toLowerCase(Locale.ROOT).equals("wait")) {
                    return seconds(matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Duration> seconds(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return Optional.of(Duration.ofSeconds(LONGEST_WAIT_SECONDS));
        }
        return SECONDS.matcher(value).matches()
                ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(value), LONGEST_WAIT_SECONDS)))
                : Optional.empty();
    }
}
