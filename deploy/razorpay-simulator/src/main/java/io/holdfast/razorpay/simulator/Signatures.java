package io.holdfast.razorpay.simulator;

import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.stereotype.Component;

/** Hex HMAC-SHA256, over what Checkout hands to the page and over a webhook's body. */
@Component
class Signatures {
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
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmacHex(text);
    }
}
