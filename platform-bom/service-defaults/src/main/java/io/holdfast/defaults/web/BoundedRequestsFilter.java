package io.holdfast.defaults.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers so many requests at once, and whoever comes beyond them with 503 at once. Each has a virtual thread, which costs
 * nothing, and buffers, which do: without a bound a part behind that hangs, and callers that go on calling, end the JVM for
 * want of memory. Streams are not counted, they have bounds of their own.
 */
final class BoundedRequestsFilter extends OncePerRequestFilter {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore places;
    private final ProblemWriter problems;

    BoundedRequestsFilter(int atOnce, ProblemWriter problems) {
        this.places = new Semaphore(atOnce);
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return StreamPaths.isStream(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!places.tryAcquire()) {
            problems.write(
                    request,
                    response,
                    Problem.unavailable("More is asked at once than can be answered. Please try again.", RETRY_AFTER));
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }
}
