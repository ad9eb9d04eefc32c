package io.holdfast.notification.audit;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who asked for what, and what became of it.
 *
 * @param actor     {@code sub} of the admin's token; of an API key {@code api-key:} and its id
 * @param apiKeyId  null for a person
 * @param action    method and path template, as in {@code openapi.json}
 * @param subjects  ids of what it was about and of what it made
 * @param overrides rules that were gone over, such as {@code reschedule-notice}
 * @param endedAt   null while it is not known how it ended; so are {@code status} and {@code code}
 * @param status    the answer's HTTP status
 * @param code      of the problem that it was answered with; null when it was done
 */
record AuditEntryResponse(
        String id,
        Instant at,
        String actor,
        @Nullable String apiKeyId,
        String service,
        String action,
        List<String> subjects,
        Outcome outcome,
        @Nullable Integer status,
        @Nullable String code,
        List<String> overrides,
        String requestId,
        @Nullable Instant endedAt) {

    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    enum Outcome {
        /** Whether it was done is not known, or not yet: its service may have died meanwhile. */
        ATTEMPTED,
        DONE,
        REFUSED,
        /** Something went wrong on our side; it may have been done in part. */
        FAILED
    }

    static AuditEntryResponse of(AuditEntryDocument entry) {
        return new AuditEntryResponse(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.apiKeyId(),
                entry.service(),
                entry.action(),
                entry.subjects(),
                outcome(entry.status()),
                entry.status(),
                entry.code(),
                entry.overrides(),
                entry.requestId(),
                entry.endedAt());
    }

    private static Outcome outcome(@Nullable Integer status) {
        if (status == null) {
            return Outcome.ATTEMPTED;
        }
        return status < FIRST_REFUSAL ? Outcome.DONE : status < FIRST_FAILURE ? Outcome.REFUSED : Outcome.FAILED;
    }
}
