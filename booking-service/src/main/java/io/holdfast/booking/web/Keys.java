package io.holdfast.booking.web;

import io.holdfast.booking.application.Idempotency;
import io.holdfast.booking.application.Sha256;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The {@code Idempotency-Key} header. */
@Component
class Keys {

    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    private final JsonMapper json;

    Keys(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param command what is asked for, so that a key is not good for two commands
     * @param body    null for none
     * @return null without a key
     */
    @Nullable Idempotency of(@Nullable String key, String command, @Nullable Object body) {
        if (key == null) {
            return null;
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw Problem.invalid(HEADER, "must have 1 to " + LONGEST + " characters");
        }
        // Written again, so that spaces and the order of fields make no other request.
        return new Idempotency(key, Sha256.hex(command + "\n" + json.writeValueAsString(body)));
    }
}
