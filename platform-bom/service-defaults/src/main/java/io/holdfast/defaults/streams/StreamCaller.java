package io.holdfast.defaults.streams;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.holdfast.defaults.access.TokenClaims;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who opens a stream with the current request.
 *
 * @param name      by which their streams are counted
 * @param isAddress whether nothing is known of them but where they come from
 * @param lasts     how long their token is still good for
 * @param looksOnly whether they asked for the headers alone
 */
record StreamCaller(String name, boolean isAddress, Duration lasts, boolean looksOnly) {

    /** Set by the gateway, which lets no caller set it. */
    private static final String ADDRESS = "Holdfast-Client-Address";

    private static final Duration WITHOUT_END = Duration.ofDays(1);
    // Tokens live in real time, whatever the platform's clock says.
    private static final Clock REAL_TIME = Clock.systemUTC();

    /** @param guest what stands for somebody without a token, such as the booking whose manage token they have */
    static StreamCaller ofCurrentRequest(@Nullable String guest, TokenClaims claims) {
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        boolean looksOnly = HttpMethod.HEAD.matches(request.getMethod());
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token) {
            Instant end = token.getToken().getExpiresAt();
            Duration lasts = end == null ? WITHOUT_END : Duration.between(REAL_TIME.instant(), end);
            String person = claims.tenantOf(token.getToken()).orElseThrow() + "/" + token.getToken().getSubject();
            return new StreamCaller("person " + person, false, lasts, looksOnly);
        }
        if (guest != null) {
            return new StreamCaller("guest " + guest, false, WITHOUT_END, looksOnly);
        }
        String address = request.getHeader(ADDRESS);
        return new StreamCaller(
                "address " + (address == null ? request.getRemoteAddr() : address), true, WITHOUT_END, looksOnly);
    }
}
