package io.holdfast.defaults.web;

import java.time.Duration;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What went wrong before a controller was reached, in filters and in the firewall, in the same form as the rest. */
@RestController
class ProblemErrorController implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ProblemErrorController.class);

    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        @Nullable Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof AuthenticationServiceException) {
            log.warn("{}: tokens cannot be checked: {}", path, failure.toString());
            return answer(Problem.unavailable("Tokens cannot be checked just now. Please try again.", Duration.ofSeconds(2)), path);
        }
        return switch (statusOf(request)) {
            case BAD_REQUEST -> answer(Problem.badRequest("The request cannot be read."), path);
            case NOT_FOUND -> answer(Problem.notFound("page"), path);
            case HttpStatus status -> {
                ProblemDetail body = Problem.untyped(ProblemDetail.forStatus(status));
                if (status.is5xxServerError()) {
                    body.setDetail("Something went wrong on our side. The request id helps us to find it.");
                }
                yield Problem.answer(status, new HttpHeaders(), at(path, body));
            }
        };
    }

    private static HttpStatus statusOf(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static ResponseEntity<ProblemDetail> answer(Problem problem, @Nullable Object path) {
        return Problem.answer(problem.status(), problem.headers(), at(path, problem.body()));
    }

    private static ProblemDetail at(@Nullable Object path, ProblemDetail body) {
        return path instanceof String text ? Problem.at(text, body) : body;
    }
}
