package io.holdfast.web.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.holdfast.web.WebSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * All cookies that there are. Over https their names begin with {@code __Host-} or {@code __Secure-}, which browsers take
 * from nobody else; over plain http, as on the embedded platform, browsers would take none of that name.
 */
@Component
public final class Cookies {

    private static final String SESSION = "holdfast-session";
    private static final String GUEST = "holdfast-guest";
    private static final String CSRF = "holdfast-form";
    private static final String SIGN_IN = "holdfast-sign-in";
    private static final String LANGUAGE = "holdfast-language";
    /** The one that a script writes ({@code app.js}), since only the browser knows; so it is no secret. */
    private static final String ZONE = "holdfast-zone";
    private static final Duration LONG = Duration.ofDays(365);
    /** As long as somebody may take to sign in. */
    private static final Duration SIGNING_IN = Duration.ofMinutes(10);
    private static final String SIGN_IN_PATH = "/login";

    private final boolean secure;

    Cookies(WebSettings settings) {
        this.secure = settings.isSecure();
    }

    /** Ends with the browser, or with the token in it. */
    public ResponseCookie session(String token) {
        return cookie(host(SESSION), token, "/").build();
    }

    public ResponseCookie endOfSession() {
        return cookie(host(SESSION), "", "/").maxAge(Duration.ZERO).build();
    }

    /** What a sign-in under way has to find again when it comes back. */
    public ResponseCookie signingIn(String state) {
        return cookie((secure ? "__Secure-" : "") + SIGN_IN, state, SIGN_IN_PATH).maxAge(SIGNING_IN).build();
    }

    public ResponseCookie endOfSigningIn() {
        return cookie((secure ? "__Secure-" : "") + SIGN_IN, "", SIGN_IN_PATH).maxAge(Duration.ZERO).build();
    }

    public @Nullable String signingInOf(HttpServletRequest request) {
        return value(request, (secure ? "__Secure-" : "") + SIGN_IN);
    }

    /** @param path of the one page, and what is below it, that the token opens */
    public ResponseCookie guest(String path, String token) {
        return cookie((secure ? "__Secure-" : "") + GUEST, token, path).build();
    }

    /** @param place in a waitlist, whose pages are below {@code /w/{id}} */
    public ResponseCookie guestOfPlace(String place, String token) {
        return guest("/w/" + UriUtils.encodePathSegment(place, StandardCharsets.UTF_8), token);
    }

    /** @param booking its id, whose pages are below {@code /b/{id}} */
    public ResponseCookie guestOf(String booking, String token) {
        return guest("/b/" + UriUtils.encodePathSegment(booking, StandardCharsets.UTF_8), token);
    }

    ResponseCookie csrf(String secret) {
        return cookie(host(CSRF), secret, "/").build();
    }

    public ResponseCookie language(String tag) {
        return ResponseCookie.from(LANGUAGE, tag).path("/").sameSite("Lax").secure(secure).maxAge(LONG).build();
    }

    @Nullable String sessionOf(HttpServletRequest request) {
        return value(request, host(SESSION));
    }

    @Nullable String guestOf(HttpServletRequest request) {
        return value(request, (secure ? "__Secure-" : "") + GUEST);
    }

    @Nullable String csrfOf(HttpServletRequest request) {
        return value(request, host(CSRF));
    }

    @Nullable String languageOf(HttpServletRequest request) {
        return value(request, LANGUAGE);
    }

    /** The browser's zone; whatever anybody wrote there. */
    public static @Nullable String zoneOf(HttpServletRequest request) {
        String written = value(request, ZONE);
        return written == null ? null : written.replace("%2F", "/");
    }

    private String host(String name) {
        return secure ? "__Host-" + name : name;
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value, String path) {
        return ResponseCookie.from(name, value).path(path).httpOnly(true).secure(secure).sameSite("Lax");
    }

    private static @Nullable String value(HttpServletRequest request, String name) {
        Cookie[] all = request.getCookies();
        if (all != null) {
            for (Cookie cookie : all) {
                if (cookie.getName().equals(name) && !cookie.getValue().isEmpty()) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }
}
