package io.holdfast.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.StreamPaths;
import io.holdfast.defaults.web.WebSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.coyote.CloseNowException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Bounds what is under way to each service, a bulkhead: half of what the gateway answers at once, and an eighth of it more
 * for streams, which stay. So a service that hangs leaves the others their places, and people who look on leave room for
 * those who book.
 */
@Component
class RequestsUnderWay extends OncePerRequestFilter {

    private static final String PLACE = RequestsUnderWay.class.getName() + ".place";
    private static final String CUT_OFF = RequestsUnderWay.class.getName() + ".cutOff";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final int requestsPerService;
    private final int streamsPerService;

    RequestsUnderWay(WebSettings settings) {
        this.requestsPerService = Math.max(1, settings.placesForRequests() / 2);
        this.streamsPerService = Math.max(1, settings.placesForRequests() / 8);
    }

    /** Lets in as many as there are places, and says 503 to others. */
    HandlerFilterFunction<ServerResponse, ServerResponse> to(String service) {
        var requests = new Semaphore(requestsPerService);
        var streams = new Semaphore(streamsPerService);
        return (request, next) -> {
            Semaphore places = StreamPaths.isStream(request.path()) ? streams : requests;
            if (!places.tryAcquire()) {
                return Routes.answer(
                        Problem.unavailable(
                                "More is asked of this part of Holdfast at once than it can answer. Please try again.", RETRY_AFTER),
                        request);
            }
            request.servletRequest().setAttribute(PLACE, places);
            return next.handle(request);
        };
    }

    /** Its answer can be neither completed nor taken back: the connection is closed, or its reader would wait for the rest. */
    static void cutOff(HttpServletRequest request) {
        request.setAttribute(CUT_OFF, true);
    }

    /** The place is free when the answer is written, or was broken off. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
            if (request.getAttribute(CUT_OFF) != null) {
                throw new CloseNowException("A service broke off in the middle of its answer.");
            }
        } finally {
            if (request.getAttribute(PLACE) instanceof Semaphore places) {
                places.release();
            }
        }
    }
}
