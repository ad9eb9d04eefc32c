package io.holdfast.defaults.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Spring's actuator says 404 with nothing in it where there is no such part of the health; here that is a problem too. And
 * what people from outside can reach shows no metrics: they are on the management port. That has no such filter.
 */
final class ActuatorFilter extends OncePerRequestFilter {

    private static final String METRICS = "/actuator/prometheus";

    private final ProblemWriter problems;
    private final boolean metrics;

    /** @param metrics whether they may be seen on this port, where there is no management port */
    ActuatorFilter(ProblemWriter problems, boolean metrics) {
        this.problems = problems;
        this.metrics = metrics;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getServletPath().startsWith(METRICS)) {
            if (metrics) {
                chain.doFilter(request, response);
            } else {
                problems.write(request, response, Problem.notFound("page"));
            }
            return;
        }
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() == HttpStatus.NOT_FOUND.value() && answer.getContentSize() == 0) {
            problems.write(request, response, Problem.notFound("page"));
        } else {
            answer.copyBodyToResponse();
        }
    }
}
