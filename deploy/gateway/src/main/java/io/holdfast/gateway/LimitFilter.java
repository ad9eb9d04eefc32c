package io.holdfast.gateway;

import java.io.IOException;
import java.security.Principal;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.ProblemWriter;
import io.holdfast.gateway.RequestLimit.Standing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody ask for more than a person or a program of theirs needs: per person where a token says who it is, else per
 * address. Says how much is left in {@code RateLimit-*}. Comes after the token was checked, so that nobody uses up what is
 * somebody else's.
 *
 * <p>Webhooks of providers are not counted: refusing one costs more than answering it.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class LimitFilter extends OncePerRequestFilter {

    private static final String WEBHOOKS = "/api/v1/webhooks/";

    private final RequestLimit byAddress;
    private final RequestLimit byPerson;
    private final ProblemWriter problems;

    LimitFilter(CallerSettings settings, RequestLimits limits, ProblemWriter problems) {
        this.byAddress = limits.of("requests by address", settings.perAddress());
        this.byPerson = limits.of("requests by person", settings.perPerson());
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return CallerFilter.isUnlimited(request) || request.getServletPath().startsWith(WEBHOOKS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Principal caller = request.getUserPrincipal();
        Standing standing = caller instanceof JwtAuthenticationToken token
                // Two tenants' people may have the same name, one issuer's tokens never two people.
                ? byPerson.take(token.getToken().getClaimAsString("iss") + " " + token.getName())
                : byAddress.take(CallerFilter.addressOf(request));
        response.setIntHeader("RateLimit-Limit", standing.limit());
        response.setIntHeader("RateLimit-Remaining", standing.remaining());
        response.setIntHeader("RateLimit-Reset", (int) standing.reset().toSeconds());
        if (!standing.allowed()) {
            problems.write(
                    request,
                    response,
                    Problem.tooMany("Too many requests within a minute. Please wait a little.", standing.reset())
                            .with("code", "too-many-requests"));
            return;
        }
        chain.doFilter(request, response);
    }
}
