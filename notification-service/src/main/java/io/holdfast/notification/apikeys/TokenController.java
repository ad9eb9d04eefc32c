package io.holdfast.notification.apikeys;

import io.holdfast.defaults.access.ApiKeySettings;
import io.holdfast.defaults.access.ApiKeyTokens;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Exchanges a key for a token: for the gateway, and for whoever would rather do it by themselves. */
@RestController
@OpenToAll
class TokenController {

    private static final int LONGEST = 200;

    private final ApiKeys keys;
    private final @Nullable ApiKeyTokens tokens;

    TokenController(ApiKeys keys, ApiKeySettings settings) {
        this.keys = keys;
        this.tokens = settings.isOn() ? new ApiKeyTokens(settings.secret()) : null;
    }

    /** @param token good for a minute */
    record TokenResponse(String token) {}

    /**
     * A token for a key, good for a minute.
     *
     * @param key the API key, {@code hf_…}
     */
    @PostMapping("/api/v1/api-keys/token")
    @Outcomes(problems = "api-key-invalid")
    TokenResponse exchange(@RequestHeader(name = "Holdfast-Api-Key", required = false) @Nullable String key) {
        if (tokens == null || key == null || key.length() > LONGEST || !key.startsWith(ApiKeyTokens.PREFIX)) {
            throw invalid();
        }
        ApiKeyDocument known = keys.use(key).orElseThrow(TokenController::invalid);
        return new TokenResponse(tokens.token(known.tenantId(), known.id(), known.scopes()));
    }

    private static Problem invalid() {
        return Problem.unauthenticated("This API key is not known, was revoked or has expired.").with("code", "api-key-invalid");
    }
}
