package io.holdfast.razorpay.simulator;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** An error in Razorpay's shape; nothing was changed. */
class RazorpayError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final @Nullable String field;
    private final String reason;

    private RazorpayError(HttpStatus status, String description, String reason, @Nullable String field) {
        super(description, null, false, false);
        this.status = status;
        this.reason = reason;
        this.field = field;
    }

    static RazorpayError invalid(String field, String description) {
        return new RazorpayError(HttpStatus.BAD_REQUEST, description, "input_validation_failed", field);
    }

    static RazorpayError unknownId() {
        return new RazorpayError(HttpStatus.BAD_REQUEST, "The id provided does not exist", "input_validation_failed",
            "id");
    }

    static RazorpayError badRequest(String description, String reason) {
        return new RazorpayError(HttpStatus.BAD_REQUEST, description, reason, null);
    }

    static RazorpayError conflict(String description) {
        return new RazorpayError(HttpStatus.CONFLICT, description, "idempotency_in_progress", null);
    }

    HttpStatus status() {
        return status;
    }

    String description() {
        return String.valueOf(getMessage());
    }

    String reason() {
        return reason;
    }

    @Nullable String field() {
        return field;
    }
}
