package io.holdfast.web.session;

import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.holdfast.defaults.Languages;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads from a request who looks, and in which language. */
@Component
public final class Visitors {

    /** Chooses the language of a page, and from then on of all pages. */
    public static final String LANGUAGE_PARAMETER = "lang";

    private static final String VISITOR = Visitor.class.getName();
    private static final String LOCALE = Visitors.class.getName() + ".locale";
    /** What cannot stand in a header, no token has. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,8000}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Cookies cookies;
    // The issuer's: tokens live in real time, also where the platform's clock is moved.
    private final Clock realTime = Clock.systemUTC();

    Visitors(Cookies cookies) {
        this.cookies = cookies;
    }

    public Visitor of(HttpServletRequest request) {
        if (request.getAttribute(VISITOR) instanceof Visitor known) {
            return known;
        }
        Visitor visitor = read(request);
        request.setAttribute(VISITOR, visitor);
        return visitor;
    }

    /** By what they chose on this page, chose before, or their browser says. */
    public Locale localeOf(HttpServletRequest request) {
        if (request.getAttribute(LOCALE) instanceof Locale known) {
            return known;
        }
        String chosen = request.getParameter(LANGUAGE_PARAMETER);
        String before = cookies.languageOf(request);
        Locale locale = Languages.of(chosen == null ? "" : chosen)
                .or(() -> Languages.of(before == null ? "" : before))
                .orElseGet(() -> Languages.accepted(request.getHeader("Accept-Language")));
        request.setAttribute(LOCALE, locale);
        return locale;
    }

    private Visitor read(HttpServletRequest request) {
        String guest = good(cookies.guestOf(request));
        String token = good(cookies.sessionOf(request));
        JsonNode claims = token == null ? null : claimsOf(token);
        if (claims == null || claims.path("exp").asLong(Long.MAX_VALUE) <= realTime.instant().getEpochSecond()) {
            return new Visitor(null, guest, null, "", Set.of());
        }
        Set<String> roles = claims.path("roles").valueStream().map(role -> role.asString("")).collect(Collectors.toSet());
        return new Visitor(token, guest, claims.path("sub").asString(null), claims.path("name").asString(""), roles);
    }

    private static @Nullable String good(@Nullable String token) {
        return token != null && TOKEN.matcher(token).matches() ? token : null;
    }

    private static @Nullable JsonNode claimsOf(String token) {
        String[] parts = token.split("[.]", 4);
        if (parts.length != 3) {
            return null;
        }
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return claims.isObject() ? claims : null;
        } catch (IllegalArgumentException | JacksonException e) {
            // Not one of ours, and so nobody is signed in.
            return null;
        }
    }
}
