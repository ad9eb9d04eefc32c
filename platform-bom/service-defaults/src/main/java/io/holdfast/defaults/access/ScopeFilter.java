package io.holdfast.defaults.access;

import java.io.IOException;
import java.util.List;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps who comes with an API key to the key's scopes; everybody else passes. A gateway lets pass what would change something:
 * the service refuses it, and its refusal is in the audit log.
 */
final class ScopeFilter extends OncePerRequestFilter {

    private final AccessSettings settings;
    private final ProblemWriter problems;

    ScopeFilter(AccessSettings settings, ProblemWriter problems) {
        this.settings = settings;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return settings.restIsOpen() && !ApiScopes.isReading(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> scopes = scopes();
        String needed = ApiScopes.needed(request.getMethod(), request.getServletPath());
        if (scopes != null && !ApiScopes.allow(scopes, needed)) {
            problems.write(request, response, Problem.forbidden("This API key lacks the scope " + needed + ".")
                    .with("code", "scope-missing"));
            return;
        }
        chain.doFilter(request, response);
    }

    /** Null for whoever has no API key. */
    private static @Nullable List<String> scopes() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                        && ApiKeyTokens.isOne(token.getToken())
                ? token.getToken().getClaimAsStringList(ApiKeyTokens.SCOPES)
                : null;
    }
}
