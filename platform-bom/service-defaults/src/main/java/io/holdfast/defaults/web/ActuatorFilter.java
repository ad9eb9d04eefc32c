package io.holdfast.defaults.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Spring's actuator says 404 with nothing in it where there is no such part of the health; here that is a problem too. */
final class ActuatorFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    ActuatorFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() == HttpStatus.NOT_FOUND.value() && answer.getContentSize() == 0) {
            problems.write(request, response, Problem.notFound("page"));
        } else {
            answer.copyBodyToResponse();
        }
    }
}
