package io.holdfast.notification.apikeys;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.holdfast.defaults.access.ApiScopes;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * A key as an admin wants it.
 *
 * @param expiresAt within five years; in a year when it is left out
 */
record ApiKeyRequest(@Nullable String name, @Nullable List<@Nullable String> scopes, @Nullable Instant expiresAt) {

    static final int MOST_SCOPES = 50;
    private static final int LONGEST_NAME = 100;
    private static final Duration USUAL = Duration.ofDays(365);
    private static final Duration LONGEST = Duration.ofDays(1_825);

    /** What was asked for, and is sound. */
    record Wanted(String name, List<String> scopes, Instant expiresAt) {}

    /** @throws Problem 400 that names every field that is wrong */
    Wanted wanted(Instant now) {
        var errors = new ArrayList<Problem.FieldError>();
        String words = Objects.requireNonNullElse(Texts.cleanOptional(name), "");
        if (words.isEmpty() || Texts.length(words) > LONGEST_NAME || !Texts.isOneLine(words) || !Texts.isSound(words)) {
            errors.add(new Problem.FieldError("name", "must be one line of 1 to " + LONGEST_NAME + " characters"));
        }
        List<String> may = may(errors);
        Instant end = expiresAt == null ? now.plus(USUAL) : expiresAt;
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            errors.add(new Problem.FieldError("expiresAt", "must be in the future, within five years"));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Wanted(words, may, end);
    }

    private List<String> may(List<Problem.FieldError> errors) {
        if (scopes == null || scopes.isEmpty() || scopes.size() > MOST_SCOPES) {
            errors.add(new Problem.FieldError("scopes", "must be 1 to " + MOST_SCOPES + " scopes, such as bookings:read or *:write"));
            return List.of();
        }
        var may = new ArrayList<String>();
        for (int i = 0; i < scopes.size(); i++) {
            String scope = scopes.get(i);
            if (scope == null || !ApiScopes.isScope(scope)) {
                errors.add(new Problem.FieldError("scopes[" + i + "]", "must be such as bookings:read or *:write"));
            } else {
                may.add(scope);
            }
        }
        return may.stream().distinct().toList();
    }
}
