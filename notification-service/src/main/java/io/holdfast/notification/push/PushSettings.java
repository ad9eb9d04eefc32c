package io.holdfast.notification.push;

import java.util.List;
import java.util.stream.Stream;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code notification.push.*}: who we are for push services. Without keys push is off.
 *
 * @param publicKey  VAPID public key: an uncompressed point of P-256, unpadded URL-safe Base64
 * @param privateKey the other half, 32 bytes, unpadded URL-safe Base64; a secret
 * @param subject    how a push service reaches us: {@code mailto:…} or {@code https://…}
 * @param services   the push services that messages may go to, since anybody can name any endpoint: hosts, reached by
 *                   https, where {@code *.} stands for any one below; or a whole origin such as {@code http://127.0.0.1:8091}
 */
@Validated
@ConfigurationProperties("notification.push")
public record PushSettings(
        @NotNull @DefaultValue("") String publicKey,
        @NotNull @DefaultValue("") String privateKey,
        @NotNull
        @Pattern(regexp = "(mailto:|https://).{3,200}")
        @DefaultValue("mailto:bookings@holdfast.example")
        String subject,
        @NotEmpty
        @DefaultValue({
            "fcm.googleapis.com", "updates.push.services.mozilla.com", "*.notify.windows.com", "web.push.apple.com"
        })
        List<String> services) {

    public boolean isOn() {
        return Stream.of(publicKey, privateKey).noneMatch(String::isBlank);
    }

    @AssertTrue(message = "HOLDFAST_VAPID_PUBLIC_KEY and HOLDFAST_VAPID_PRIVATE_KEY are set together or not at all")
    boolean isWhole() {
        return isOn() || Stream.of(publicKey, privateKey).allMatch(String::isBlank);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "PushSettings[services=" + services + ", " + (isOn() ? "on" : "off") + "]";
    }
}
