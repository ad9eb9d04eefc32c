package io.holdfast.gateway;

import java.io.IOException;
import java.time.Duration;

import io.holdfast.defaults.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * A service that ends, or falls silent, in the middle of its answer does not answer: 503 as long as nothing was passed on,
 * else the connection is cut, so that nobody takes half an answer for a whole one. A caller who has gone is nobody's fault.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BrokenAnswers {

    private static final Logger log = LoggerFactory.getLogger(BrokenAnswers.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @ExceptionHandler
    @Nullable ResponseEntity<Object> brokenOff(IOException failure, HttpServletRequest request, HttpServletResponse response) {
        if (failure instanceof ClientAbortException || failure instanceof AsyncRequestNotUsableException) {
            log.debug("Who asked for {} has gone", request.getRequestURI(), failure);
            return null;
        }
        log.warn("The answer to {} {} broke off: {}", request.getMethod(), request.getRequestURI(), failure.toString());
        if (response.isCommitted()) {
            RequestsUnderWay.cutOff(request);
            return null;
        }
        // The length and type of what was announced.
        String requestId = response.getHeader("X-Request-Id");
        response.reset();
        if (requestId != null) {
            response.setHeader("X-Request-Id", requestId);
        }
        Problem problem =
                Problem.unavailable("This part of Holdfast broke off while it answered. Please try again.", RETRY_AFTER);
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.body(request.getRequestURI()));
    }
}
