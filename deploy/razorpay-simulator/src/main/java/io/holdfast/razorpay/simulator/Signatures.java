package io.holdfast.razorpay.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;

/** Hex HMAC-SHA256, over what Checkout hands to the page and over a webhook's body. */
@Component
class Signatures {
    private static final String ALGORITHM = "HmacSHA256";

    private final SimulatorSettings settings;

    Signatures(SimulatorSettings settings) {
        this.settings = settings;
    }

    String ofCheckout(String orderId, String paymentId) {
        return hmac(orderId + "|" + paymentId, settings.keySecret());
    }

    String ofWebhook(String body, boolean oldSecret) {
        return hmac(body, oldSecret ? settings.webhookSecretPrevious() : settings.webhookSecret());
    }

    private static String hmac(String text, String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, impossible);
        }
    }
}
