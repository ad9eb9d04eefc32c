package io.holdfast.defaults.web;

import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;

import io.holdfast.messaging.MessageContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request its id and carries it into the answer, the log and, as correlation id, into every event. */
final class RequestIdFilter extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";
    private static final int LONGEST = 128;
    private static final int LONGEST_STATE = 512;
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}.*");
    private static final Pattern TRACE_STATE = Pattern.compile("[\\x20-\\x7e]{1,512}");
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{8,128}");

    private final Clock clock;

    RequestIdFilter(Clock clock) {
        this.clock = clock;
    }

    /** Also what is refused before any filter, such as a method that the web server does not know, gets an id. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** It is stored with every event, so only what is one. */
    private static @Nullable String traceOf(HttpServletRequest request) {
        String given = request.getHeader("traceparent");
        return given != null && given.length() <= LONGEST && TRACE.matcher(given).matches() ? given : null;
    }

    private static @Nullable String stateOf(HttpServletRequest request) {
        String given = request.getHeader("tracestate");
        return given != null && given.length() <= LONGEST_STATE && TRACE_STATE.matcher(given).matches() ? given : null;
    }

    private static String idOf(HttpServletRequest request) {
        if (request.getAttribute(HEADER) instanceof String known) {
            return known;
        }
        String given = request.getHeader(HEADER);
        String id = given != null && given.length() <= LONGEST && ACCEPTED.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.setAttribute(HEADER, id);
        return id;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = idOf(request);
        response.setHeader(HEADER, id);
        RequestSpan span = RequestSpan.begin(request, id);
        String trace = traceOf(request);
        try {
            new MessageContext(id, null, trace, trace == null ? null : stateOf(request), clock.instant()).call(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        } finally {
            span.end(request);
        }
    }
}
