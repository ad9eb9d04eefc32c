package io.holdfast.defaults.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.holdfast.defaults.web.Problem.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * The exception handler of all controllers: turns whatever ends a request into problem+json, with a sentence for the
 * caller and the details in the log only.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> storeIsAway(
            DataAccessException failure, HttpServletRequest request, HttpServletResponse response) {
        requireNothingSaid(response, failure);
        log.warn("{} {} met the store", request.getMethod(), request.getRequestURI(), failure);
        return answer(
                Problem.unavailable("The store did not answer as it should. Please try again.", Duration.ofSeconds(1)),
                request.getRequestURI());
    }

    /** The firewall looks at a header, and Tomcat at a query, when somebody asks for one; so it can come from anywhere. */
    @ExceptionHandler({RequestRejectedException.class, InvalidParameterException.class})
    ResponseEntity<Object> unreadable(RuntimeException failure, HttpServletRequest request) {
        log.debug("{} cannot be read: {}", request.getRequestURI(), failure.toString());
        return answer(Problem.badRequest("The request cannot be read."), request.getRequestURI());
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongType(MethodArgumentTypeMismatchException failure, HttpServletRequest request) {
        Class<?> wanted = failure.getRequiredType();
        return answer(
                Problem.invalid(failure.getName(), "is not a valid " + (wanted == null ? "value" : nameOf(wanted))),
                request.getRequestURI());
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
            // Spring Security's filter answers these.
            throw failure;
        }
        Problem behind = Problem.behind(failure).orElse(null);
        if (behind != null) {
            return answer(behind, request.getRequestURI());
        }
        if (response.isCommitted() && failure instanceof RuntimeException told) {
            requireNothingSaid(response, told);
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return answer(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR), request.getRequestURI());
    }

    /**
     * An answer that has begun cannot become a problem, and must not look as if it were whole: unhandled, the failure makes
     * Tomcat cut the connection.
     */
    private static void requireNothingSaid(HttpServletResponse response, RuntimeException failure) {
        if (response.isCommitted()) {
            throw failure;
        }
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.behind(failure).orElseGet(() -> explain(failure.getCause())), pathOf(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Object body = failure.getBindingResult().getTarget();
        List<FieldError> errors = failure.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(
                        body == null ? error.getField() : JsonNames.of(body.getClass(), error.getField()),
                        String.valueOf(error.getDefaultMessage())))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return answer(Problem.invalid(errors), pathOf(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var errors = new ArrayList<FieldError>();
        failure.getParameterValidationResults().forEach(result -> result.getResolvableErrors()
                .forEach(error -> errors.add(new FieldError(
                        String.valueOf(result.getMethodParameter().getParameterName()),
                        String.valueOf(error.getDefaultMessage())))));
        return answer(Problem.invalid(errors), pathOf(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException failure,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(Problem.invalid(failure.getParameterName(), "is missing"), pathOf(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.notFound("page"), pathOf(request));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.notFound("page"), pathOf(request));
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem) {
            return of(Problem.answer(status, headers, Problem.at(pathOf(request), problem)));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private static Problem explain(@Nullable Throwable cause) {
        return switch (cause) {
            case UnusableText e -> Problem.invalid(fieldOf(e), e.words());
            case UnrecognizedPropertyException e -> Problem.invalid(fieldOf(e), "is not a field of this request");
            case InvalidFormatException e -> Problem.invalid(fieldOf(e), "is not a valid " + nameOf(e.getTargetType()));
            case MismatchedInputException e -> Problem.invalid(
                    fieldOf(e), e.getTargetType() == null ? "has the wrong type" : "must be " + nameOf(e.getTargetType()));
            case StreamConstraintsException e -> Problem.badRequest(
                    "The body is nested deeper, or has more parts, longer names or longer numbers than are read here.");
            case DatabindException e -> Problem.invalid(fieldOf(e), "has a value that is not allowed");
            case StreamReadException e -> Problem.badRequest(
                    "The body is not valid JSON (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ").");
            case null -> Problem.badRequest("The request has no body.");
            default -> Problem.badRequest("The body cannot be read.");
        };
    }

    private static String fieldOf(JacksonException failure) {
        String path = failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "(body)" : path.startsWith(".") ? path.substring(1) : path;
    }

    /** What a person calls the type: never a class of ours. */
    private static String nameOf(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "whole number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "text";
            case "Instant" -> "instant such as 2026-12-01T09:30:00Z, between the years 2000 and 2100";
            case "LocalDate" -> "date such as 2026-12-01";
            case "YearMonth" -> "month such as 2026-12";
            case "LocalTime" -> "time of day such as 09:30";
            case "Duration" -> "duration such as PT24H";
            case "ZoneId" -> "time zone such as Asia/Kolkata";
            case "List", "ArrayList" -> "list";
            default -> "object";
        };
    }

    private static String pathOf(WebRequest request) {
        return ((ServletWebRequest) request).getRequest().getRequestURI();
    }

    @SuppressWarnings("unchecked")
    private static ResponseEntity<Object> of(ResponseEntity<?> answer) {
        return (ResponseEntity<Object>) answer;
    }

    private static ResponseEntity<Object> answer(Problem problem, String path) {
        return of(problem.answer(path));
    }
}
