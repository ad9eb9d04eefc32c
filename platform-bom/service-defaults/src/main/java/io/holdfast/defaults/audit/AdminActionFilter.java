package io.holdfast.defaults.audit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.holdfast.defaults.access.ApiKeyTokens;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.access.TokenClaims;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.ProblemCatalogue;
import io.holdfast.defaults.web.ProblemWriter;
import io.holdfast.messaging.MessageContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.RequestPath;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records each write of an admin, or of who has an API key, before it is decided whether they may, and how it ended after
 * it was answered. So what was refused is recorded as well, and whatever dies in between, nothing that was done is missing.
 */
final class AdminActionFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(AdminActionFilter.class);
    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final int FIRST_REFUSAL = 400;

    private final AdminActions actions;
    private final Operations operations;
    private final TokenClaims claims;
    private final ProblemWriter problems;
    private final Clock clock;
    private final String service;

    AdminActionFilter(
            AdminActions actions,
            Operations operations,
            TokenClaims claims,
            ProblemWriter problems,
            Clock clock,
            String service) {
        this.actions = actions;
        this.operations = operations;
        this.claims = claims;
        this.problems = problems;
        this.clock = clock;
        this.service = service;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<AdminAction> asked = actionOf(request);
        if (asked.isPresent()) {
            perform(asked.get(), request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void perform(
            AdminAction action, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AdminActionDocument begun;
        try {
            begun = actions.begin(action);
        } catch (DataAccessException e) {
            log.warn("{} is not done, since it cannot be recorded", action.action(), e);
            problems.write(request, response, Problem.unavailable(
                    "The store did not answer as it should. Please try again.", Duration.ofSeconds(1)));
            return;
        }
        Ending ending = Ending.of(request);
        ending.addSubjects(action.subjects());
        int failed = HttpStatus.INTERNAL_SERVER_ERROR.value();
        int status = failed;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } catch (ServletException | IOException | RuntimeException e) {
            status = Problem.behind(e).map(problem -> problem.getStatusCode().value()).orElse(failed);
            throw e;
        } finally {
            ending.addSubjects(created(response));
            actions.end(action, begun, ending, status, codeOf(request, status));
        }
    }

    private Optional<AdminAction> actionOf(HttpServletRequest request) {
        if (!WRITES.contains(request.getMethod())
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token)
                || !claims.rolesOf(token.getToken()).contains(Role.ADMIN)) {
            return Optional.empty();
        }
        var path = RequestPath.parse(request.getRequestURI(), request.getContextPath()).pathWithinApplication();
        return operations.find(request.getMethod(), path).map(call -> actionOf(call, token.getToken()));
    }

    private AdminAction actionOf(Operations.Call call, Jwt token) {
        String id = UUID.randomUUID().toString();
        MessageContext context = MessageContext.current();
        return new AdminAction(
                id,
                // The decoder let no token without a tenant and a sub pass.
                claims.tenantOf(token).orElseThrow(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                String.valueOf(token.getSubject()),
                ApiKeyTokens.keyId(token).orElse(null),
                service,
                call.action(),
                call.subjects(),
                context == null ? id : context.correlationId());
    }

    /** What the answer's Location leads to. */
    private static List<String> created(HttpServletResponse response) {
        String location = response.getHeader(HttpHeaders.LOCATION);
        return location == null ? List.of() : List.of(location.substring(location.lastIndexOf('/') + 1));
    }

    private static @Nullable String codeOf(HttpServletRequest request, int status) {
        if (status < FIRST_REFUSAL) {
            return null;
        }
        return request.getAttribute(ProblemWriter.CODE) instanceof String code
                ? code
                : ProblemCatalogue.shipped().usual(status).code();
    }
}
