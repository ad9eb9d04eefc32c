package io.holdfast.defaults.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code holdfast.access.api-keys.*}
 *
 * @param secret 32 characters or more, the same in the gateway and all services; empty where there are no API keys
 */
@ConfigurationProperties("holdfast.access.api-keys")
public record ApiKeySettings(@DefaultValue("") String secret) {

    private static final int SHORTEST = 32;

    public ApiKeySettings {
        secret = secret.strip();
        if (!secret.isEmpty() && secret.length() < SHORTEST) {
            throw new IllegalArgumentException("HOLDFAST_API_KEY_SECRET needs " + SHORTEST + " characters or more");
        }
    }

    public boolean isOn() {
        return !secret.isEmpty();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ApiKeySettings[" + (isOn() ? "on" : "off") + "]";
    }
}
