package io.holdfast.razorpay.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Under {@code /v1} every error has Razorpay's shape, which razorpay-java parses; anywhere else it is problem+json. */
@RestControllerAdvice
class ErrorHandler extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);
    private static final String NOT_APPLICABLE = "NA";

    @ExceptionHandler
    ResponseEntity<Object> refused(RazorpayError refusal) {
        return razorpay(refusal.status(), "BAD_REQUEST_ERROR", refusal.description(), refusal.reason(), refusal.field());
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(SimulatorProblem problem) {
        var detail = ProblemDetail.forStatusAndDetail(problem.status(), problem.getMessage());
        if (!problem.fields().isEmpty()) {
            detail.setProperty("errors", problem.fields());
        }
        return problem(detail);
    }

    @ExceptionHandler
    ResponseEntity<Object> broken(RuntimeException failure, WebRequest request) {
        log.error("Could not answer {}", request.getDescription(false), failure);
        return isRazorpay(request)
            ? razorpay(HttpStatus.INTERNAL_SERVER_ERROR, "SERVER_ERROR",
                "We are facing some trouble completing your request at the moment. Please try again shortly.",
                NOT_APPLICABLE, null)
            : problem(ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception exception, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (!isRazorpay(request)) {
            return super.handleExceptionInternal(exception, body, headers, status, request);
        }
        var description = status.value() == HttpStatus.NOT_FOUND.value() || status.value() == HttpStatus.METHOD_NOT_ALLOWED.value()
            ? "The requested URL was not found on the server." : "The request is not understood";
        return razorpay(status, "BAD_REQUEST_ERROR", description, NOT_APPLICABLE, null);
    }

    private static boolean isRazorpay(WebRequest request) {
        return request instanceof ServletWebRequest servlet && servlet.getRequest().getRequestURI().startsWith("/v1/");
    }

    private static ResponseEntity<Object> razorpay(HttpStatusCode status, String code, String description, String reason,
            @Nullable String field) {
        var error = new LinkedHashMap<String, @Nullable Object>();
        error.put("code", code);
        error.put("description", description);
        error.put("source", reason.equals(NOT_APPLICABLE) ? NOT_APPLICABLE : "business");
        error.put("step", reason.equals(NOT_APPLICABLE) ? NOT_APPLICABLE : "payment_initiation");
        error.put("reason", reason);
        error.put("metadata", Map.of());
        if (field != null) {
            error.put("field", field);
        }
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(Map.of("error", error));
    }

    private static ResponseEntity<Object> problem(ProblemDetail detail) {
        return ResponseEntity.status(detail.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(detail);
    }
}
