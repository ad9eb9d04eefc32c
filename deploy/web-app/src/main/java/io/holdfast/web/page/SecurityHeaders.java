package io.holdfast.web.page;

import java.io.IOException;
import java.util.List;

import io.holdfast.web.WebSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** What browsers are told with every answer; a page may loosen its {@link Policy} on purpose. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
final class SecurityHeaders extends OncePerRequestFilter {

    static final String POLICY = "Content-Security-Policy";

    private final WebSettings settings;

    SecurityHeaders(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        List<String> sites = settings.embed().sites();
        if (Page.isEmbedded(request) && !sites.isEmpty()) {
            // X-Frame-Options knows no list; every browser that would ask it knows the policy.
            response.setHeader(POLICY, Policy.USUAL.header(sites));
        } else {
            response.setHeader(POLICY, Policy.USUAL.header());
            response.setHeader("X-Frame-Options", "DENY");
        }
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()");
        chain.doFilter(request, response);
    }
}
