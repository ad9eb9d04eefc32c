package io.holdfast.defaults.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.holdfast.defaults.Languages;
import io.holdfast.defaults.web.ProblemCatalogue.Kind;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * An RFC 9457 problem, which ends a request. Its code, its own or its status's, is one of {@link ProblemCatalogue}, whose
 * page is its type. The detail is one sentence for the caller and never names a class, an
 * address or somebody else's data.
 */
public final class Problem extends ErrorResponseException {

    static final String CODE = "code";

    private static final URI NO_INSTANCE = URI.create("/");
    /** More are counted, not listed: nobody corrects a form by the fifty-first. */
    private static final int MOST_ERRORS = 50;

    static final String FAILURE = "Something went wrong on our side. The request id helps us to find it.";

    private static final int DEEPEST_CAUSE = 20;
    private static final int LONGEST_FIELD = 200;
    private static final int LONGEST_MESSAGE = 500;
    private static final int LONGEST_INSTANCE = 500;

    private Problem(HttpStatus status, @Nullable String detail) {
        super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }

    /** An answer, not a failure to be looked into. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    @Override
    public String getMessage() {
        return String.valueOf(getBody().getDetail());
    }

    /** 400: one field is wrong. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** 400: some fields are wrong; the first {@value #MOST_ERRORS} are listed. */
    public static Problem invalid(List<FieldError> errors) {
        String detail = errors.size() <= MOST_ERRORS
                ? "Some of what was sent is not valid."
                : "Some of what was sent is not valid; the first " + MOST_ERRORS + " of " + errors.size()
                        + " errors are listed.";
        return new Problem(HttpStatus.BAD_REQUEST, detail)
                .with("errors", errors.stream().limit(MOST_ERRORS).map(FieldError::shortened).toList());
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

    /** 410: it was there and is not any more; {@code code} says what. */
    public static Problem gone(String code, String detail) {
        return new Problem(HttpStatus.GONE, detail).with("code", code);
    }

    /** 413: more than this service reads. */
    public static Problem tooLarge(long limitBytes) {
        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE, "The body is larger than the " + limitBytes + " bytes that are read here.");
    }

    /** 415: not a form that is read here. */
    public static Problem unsupported(String detail) {
        return new Problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, detail);
    }

    /** 422: understood, and a rule refuses it; {@code code} names the rule. */
    public static Problem rule(String code, String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, detail).with(CODE, code);
    }

    /** 429: too often. */
    public static Problem tooMany(String detail, Duration retryAfter) {
        return new Problem(HttpStatus.TOO_MANY_REQUESTS, detail).retryAfter(retryAfter);
    }

    /** Any other status; a failure of ours says no more of itself, since its details are in the log only. */
    static Problem of(HttpStatus status) {
        return new Problem(status, status.is5xxServerError() ? FAILURE : null);
    }

    /** 503: not now. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, detail).retryAfter(retryAfter);
    }

    /**
     * The problem that is behind a failure, however deep: thrown while a body was read, say, by which it is wrapped. A
     * body that did not come as it was announced is one, too.
     */
    public static Optional<Problem> behind(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof Problem problem) {
                return Optional.of(problem);
            }
            if (cause instanceof BadRequestException) {
                return Optional.of(badRequest("The body did not come as it was announced."));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** What it says is wrong with which field; the whole of it, of no field, where it names none. */
    public List<FieldError> errors() {
        Map<String, Object> members = getBody().getProperties();
        Object errors = members == null ? null : members.get("errors");
        List<FieldError> named = errors instanceof List<?> all
                ? all.stream().filter(FieldError.class::isInstance).map(FieldError.class::cast).toList()
                : List.of();
        return named.isEmpty() ? List.of(new FieldError("", getMessage())) : named;
    }

    /** Adds a member to the problem's JSON. */
    public Problem with(String name, Object value) {
        getBody().setProperty(name, value);
        return this;
    }

    private Problem retryAfter(Duration wait) {
        getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, wait.toSeconds())));
        return this;
    }

    /** The body of the answer; {@code path} is what was asked for, and becomes its {@code instance}. */
    public ProblemDetail body(String path) {
        return at(path, getBody());
    }

    /**
     * The whole answer. Its media type is set, not negotiated: whatever the caller accepts, or fails to say that they
     * accept, a problem is a problem.
     */
    public ResponseEntity<ProblemDetail> answer(String path) {
        return answer(getStatusCode(), getHeaders(), body(path));
    }

    static ResponseEntity<ProblemDetail> answer(HttpStatusCode status, HttpHeaders headers, ProblemDetail body) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    /** Names what was asked for, which as it came is not always a URI and may be very long, and the kind of problem. */
    static ProblemDetail at(String path, ProblemDetail body) {
        speak(body);
        String instance = path.length() <= LONGEST_INSTANCE ? path : path.substring(0, LONGEST_INSTANCE);
        try {
            // Quotes what may not stand in a URI; what is quoted already would be quoted again.
            body.setInstance(instance.indexOf('%') < 0 ? new URI(null, null, instance, null) : new URI(instance));
        } catch (URISyntaxException e) {
            body.setInstance(NO_INSTANCE);
        }
        return typed(body);
    }

    /** Says what is wrong with which field in the language of who asks. */
    private static void speak(ProblemDetail body) {
        Map<String, Object> members = body.getProperties();
        if (members != null && members.get("errors") instanceof List<?> errors) {
            Locale reader = reader();
            body.setProperty("errors", errors.stream()
                    .map(error -> error instanceof FieldError(String field, String message)
                            ? new FieldError(field, ViolationTexts.in(reader, message))
                            : error)
                    .toList());
        }
    }

    private static Locale reader() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes asked) {
            try {
                return Languages.accepted(asked.getRequest().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
            } catch (RequestRejectedException e) {
                // The firewall looks at a header when somebody asks for one; such a one says no language.
                return Locale.ENGLISH;
            }
        }
        return Locale.ENGLISH;
    }

    /**
     * Gives it the code that its status has where it has none of its own, and the address of the code's page as type. Who
     * learns a reason from somebody newer may have a code that there is no page of; then it is the status's page.
     */
    private static ProblemDetail typed(ProblemDetail body) {
        ProblemCatalogue catalogue = ProblemCatalogue.shipped();
        Map<String, Object> members = body.getProperties();
        Object given = members == null ? null : members.get(CODE);
        Kind usual = catalogue.usual(body.getStatus());
        Kind kind = given == null ? usual : catalogue.find(String.valueOf(given)).orElse(usual);
        if (given == null) {
            body.setProperty(CODE, kind.code());
        }
        body.setTitle(kind.title());
        body.setType(URI.create(kind.address()));
        return body;
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /** One field that is wrong and what it should be. */
    public record FieldError(String field, String message) {

        private FieldError shortened() {
            return new FieldError(
                    Problem.shortened(field, LONGEST_FIELD), Problem.shortened(message, LONGEST_MESSAGE));
        }
    }
}
