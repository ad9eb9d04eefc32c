package io.holdfast.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of other origins call the API, those on the list. Of others a browser's question before the call is refused
 * with a problem. A call itself is not: without the headers no page may read the answer, and what comes from elsewhere
 * than a page may send whatever origin it likes, as a page of our own does behind a proxy that speaks TLS for us.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class CorsFilter extends OncePerRequestFilter {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final CorsConfiguration allowed = new CorsConfiguration();
    private final DefaultCorsProcessor processor = new Quiet();
    private final ProblemWriter problems;

    CorsFilter(CorsSettings settings, ProblemWriter problems) {
        this.problems = problems;
        allowed.setAllowedOrigins(settings.origins());
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of(
                "Authorization", "Content-Type", "Accept", "Accept-Language", "Idempotency-Key", "Prefer", "If-None-Match",
                "Last-Event-ID", "Holdfast-Manage-Token", "Holdfast-Tenant", "X-Request-Id"));
        allowed.setExposedHeaders(List.of(
                "Location", "X-Request-Id", "Retry-After", "Preference-Applied", "ETag", "Content-Language",
                "Content-Disposition", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"));
        // Tokens are sent by the page, never by the browser of itself: no cookies.
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(REMEMBERED);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean mayRead = processor.processRequest(allowed, request, response);
        if (!CorsUtils.isPreFlightRequest(request)) {
            chain.doFilter(request, response);
        } else if (!mayRead) {
            problems.write(
                    request,
                    response,
                    Problem.forbidden("Pages of " + shown(request) + " may not call this API so.").with("code", "origin-not-allowed"));
        }
    }

    private static String shown(HttpServletRequest request) {
        String origin = String.valueOf(request.getHeader(HttpHeaders.ORIGIN));
        return origin.length() <= 100 && origin.chars().allMatch(c -> c > ' ' && c < 0x7f) ? origin : "that origin";
    }

    /** Leaves the answer to us. */
    private static final class Quiet extends DefaultCorsProcessor {

        @Override
        protected void rejectRequest(ServerHttpResponse response) {}
    }
}
