package io.holdfast.booking.web;

import java.time.Duration;

import io.holdfast.booking.application.Refused;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * What a use case's no is in HTTP. A base of the controllers, because the platform's advice comes before any other and
 * would take it for a failure.
 */
abstract class RefusalsAsProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused, HttpServletRequest request) {
        Problem problem = switch (refused.kind()) {
            case INVALID -> Problem.invalid(refused.mistakes().entrySet().stream()
                    .map(mistake -> new FieldError(mistake.getKey(), mistake.getValue()))
                    .toList());
            case RULE -> Problem.rule(refused.subject(), refused.detail());
            case WHO_ASKS -> Problem.unauthenticated(refused.detail());
            case NOT_ALLOWED -> Problem.forbidden(refused.detail());
            case NOT_THERE -> Problem.notFound(refused.subject());
            case CONFLICT -> conflict(refused);
            case TOO_OFTEN -> Problem.tooMany(refused.detail(), refused.retryAfter().orElse(Duration.ofMinutes(1)));
        };
        return problem.answer(request.getRequestURI());
    }

    private static Problem conflict(Refused refused) {
        Problem problem = Problem.conflict(refused.detail()).with("code", refused.subject());
        return refused.subject().equals("illegal-transition") ? problem.with("legal", refused.legal()) : problem;
    }
}
