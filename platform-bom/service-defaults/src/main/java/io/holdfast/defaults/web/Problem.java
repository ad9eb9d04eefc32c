package io.holdfast.defaults.web;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Ends a request with an RFC 9457 problem. The detail is one sentence for the caller and never names a class, an
 * address or somebody else's data.
 */
public final class Problem extends RuntimeException {

    private static final URI NO_TYPE = URI.create("about:blank");

    private final HttpStatus status;
    private final String detail;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final HttpHeaders headers = new HttpHeaders();

    private Problem(HttpStatus status, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
    }

    /** 400: one field is wrong. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** 400: some fields are wrong. */
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(HttpStatus.BAD_REQUEST, "Some of what was sent is not valid.").with("errors", errors);
    }

    /** 400: the request as a whole cannot be read. */
    public static Problem badRequest(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, detail);
    }

    /** 401: nobody we know. */
    public static Problem unauthenticated(String detail) {
        return new Problem(HttpStatus.UNAUTHORIZED, detail);
    }

    /** 403: known, and may not. */
    public static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, detail);
    }

    /** 404: not there, or not the caller's to know of. */
    public static Problem notFound(String what) {
        return new Problem(HttpStatus.NOT_FOUND, "There is no such " + what + ".");
    }

    /** 409: conflicts with what is booked or with the state. */
    public static Problem conflict(String detail) {
        return new Problem(HttpStatus.CONFLICT, detail);
    }

    /** 413: more than this service reads. */
    public static Problem tooLarge(long limitBytes) {
        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE, "The body is larger than the " + limitBytes + " bytes that are read here.");
    }

    /** 422: understood, and a rule refuses it; {@code code} names the rule. */
    public static Problem rule(String code, String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, detail).with("code", code);
    }

    /** 429: too often. */
    public static Problem tooMany(String detail, Duration retryAfter) {
        return new Problem(HttpStatus.TOO_MANY_REQUESTS, detail).retryAfter(retryAfter);
    }

    /** 503: not now. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, detail).retryAfter(retryAfter);
    }

    /** Adds a member to the problem's JSON. */
    public Problem with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    private Problem retryAfter(Duration wait) {
        headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds())));
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** The body of the answer; {@code instance} is the path that was asked for. */
    public ProblemDetail body() {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        properties.forEach(body::setProperty);
        return untyped(body);
    }

    /** Says what RFC 9457 lets one leave out: that the status is all there is to know of the problem's kind. */
    static ProblemDetail untyped(ProblemDetail body) {
        if (body.getType() == null) {
            body.setType(NO_TYPE);
        }
        return body;
    }

    /** One field that is wrong and what it should be. */
    public record FieldError(String field, String message) {}
}
