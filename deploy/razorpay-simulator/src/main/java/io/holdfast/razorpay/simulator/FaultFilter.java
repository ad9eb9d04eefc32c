package io.holdfast.razorpay.simulator;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Lets Razorpay's API fail as a network, a proxy and an overloaded server do. */
class FaultFilter extends OncePerRequestFilter {
    private final Faults faults;

    FaultFilter(Faults faults) {
        this.faults = faults;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var operation = Operation.of(request.getMethod(), request.getRequestURI());
        if (operation.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        if (faults.strike(Fault.RATE_LIMIT, operation.get()).isPresent()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            answer(response, HttpStatus.TOO_MANY_REQUESTS, MediaType.APPLICATION_JSON_VALUE,
                "{\"error\":{\"code\":\"BAD_REQUEST_ERROR\",\"description\":\"Too many requests\"}}");
            return;
        }
        var broken = faults.strike(Fault.SERVER_ERROR, operation.get());
        if (broken.isPresent()) {
            fail(response, broken.get().part());
            return;
        }
        var slow = faults.strike(Fault.SLOW, operation.get());
        if (slow.isPresent()) {
            pause(slow.get().delay());
        }
        var unheard = faults.strike(Fault.TIMEOUT, operation.get());
        if (unheard.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        chain.doFilter(request, new ContentCachingResponseWrapper(response));
        pause(unheard.get().delay());
        response.reset();
        answer(response, HttpStatus.GATEWAY_TIMEOUT, MediaType.TEXT_HTML_VALUE, "<h1>504 Gateway Time-out</h1>");
    }

    /** From the server itself in its own words, or from what stands before it in HTML. */
    private static void fail(HttpServletResponse response, double kind) throws IOException {
        if (kind < 0.4) {
            answer(response, HttpStatus.INTERNAL_SERVER_ERROR, MediaType.APPLICATION_JSON_VALUE,
                "{\"error\":{\"code\":\"SERVER_ERROR\",\"description\":\"We are facing some trouble completing your "
                    + "request at the moment. Please try again shortly.\"}}");
        } else if (kind < 0.7) {
            answer(response, HttpStatus.BAD_GATEWAY, MediaType.TEXT_HTML_VALUE, "<h1>502 Bad Gateway</h1>");
        } else {
            answer(response, HttpStatus.SERVICE_UNAVAILABLE, MediaType.TEXT_HTML_VALUE,
                "<h1>503 Service Temporarily Unavailable</h1>");
        }
    }

    private static void answer(HttpServletResponse response, HttpStatus status, String type, String body)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(type);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void pause(Duration delay) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(delay.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The simulator is stopping");
        }
    }
}
