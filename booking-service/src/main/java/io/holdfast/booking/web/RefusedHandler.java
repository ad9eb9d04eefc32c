package io.holdfast.booking.web;

import io.holdfast.booking.application.Refused;
import io.holdfast.booking.application.Refused.Reason;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Maps a refused use case to an RFC 9457 response. A base of the controllers, because the platform's advice comes before
 * any other and would take it for a failure.
 */
abstract class RefusedHandler {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused refused, HttpServletRequest request) {
        Problem problem = switch (refused.reason()) {
            case Reason.Invalid invalid -> Problem.invalid(invalid.violations().entrySet().stream()
                    .map(violation -> new FieldError(violation.getKey(), violation.getValue()))
                    .toList());
            case Reason.Rule rule -> Problem.rule(rule.code(), rule.detail());
            case Reason.Unauthenticated unknown -> Problem.unauthenticated(unknown.detail());
            case Reason.Forbidden forbidden -> Problem.forbidden(forbidden.detail());
            case Reason.NotFound missing -> Problem.notFound(missing.what());
            case Reason.SlotTaken taken -> RejectionProblems.taken(taken.reason());
            case Reason.Conflict conflict -> Problem.conflict(conflict.detail()).with("code", conflict.code());
            case Reason.IllegalTransition illegal -> Problem.conflict(illegal.detail())
                    .with("code", "illegal-transition")
                    .with("legal", illegal.allowed());
            case Reason.RateLimited limited -> Problem.tooMany(limited.detail(), limited.retryAfter());
        };
        return problem.answer(request.getRequestURI());
    }
}
