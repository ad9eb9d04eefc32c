package io.holdfast.web.api;

import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The API's no (RFC 9457), or its silence, which is a 503 like any other. */
public final class ApiProblem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Violation> violations;
    private final transient List<Conflict> conflicts;
    private final @Nullable Duration retryAfter;

    /** One field that is wrong and what it should be. @param field as the API calls it, such as {@code client.phone} */
    public record Violation(String field, String message) {}

    /**
     * What stands in the way of a change, where whoever asks may know of it: a booking or blocked time.
     *
     * @param bookingId null for blocked time
     * @param number    of the booking
     * @param note      of the blocked time
     */
    public record Conflict(
            @Nullable String bookingId, @Nullable String number, @Nullable String note, Instant start, Instant end) {}

    /**
     * @param code   names the rule, or the status where there is none
     * @param detail one sentence, in English
     */
    public ApiProblem(int status, String code, String detail, List<Violation> violations, @Nullable Duration retryAfter) {
        this(status, code, detail, violations, List.of(), retryAfter);
    }

    ApiProblem(
            int status, String code, String detail, List<Violation> violations, List<Conflict> conflicts, @Nullable Duration retryAfter) {
        super(detail);
        this.conflicts = List.copyOf(conflicts);
        this.status = status;
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    static ApiProblem silence(Throwable cause, Duration retryAfter) {
        var problem = new ApiProblem(503, "unavailable", "The API does not answer just now.", List.of(), retryAfter);
        problem.initCause(cause);
        return problem;
    }

    /** An answer, not a failure of ours. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** What is in the way; empty where nothing is, or nobody is told. */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /** When to ask again; null where it does not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public boolean isNotFound() {
        return status == 404;
    }

    /** Nobody that the API knows, or not any more. */
    public boolean isUnauthenticated() {
        return status == 401;
    }

    public boolean isConflict() {
        return status == 409;
    }
}
