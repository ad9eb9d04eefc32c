package io.holdfast.payment;

import io.holdfast.defaults.HoldfastService;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** With compose's defaults beside a live key, anybody could report payments that were never made. */
class LiveKeyTest {

    @Test
    void theServiceDoesNotStartWithALiveKeyBesideSecretsThatStandInOurFiles() {
        assertThatThrownBy(() -> HoldfastService.named(PaymentService.class, "payment-service").run(
                        "--PORT=0",
                        "--RAZORPAY_KEY_ID=rzp_live_1DP5mmOlF5G5ag",
                        "--RAZORPAY_API_URL=http://razorpay-simulator:8090",
                        "--RAZORPAY_KEY_SECRET=holdfast-test-key-secret",
                        "--RAZORPAY_WEBHOOK_SECRET=holdfast-test-webhook-secret",
                        "--HOLDFAST_JWKS_URI=http://keycloak:8080/realms/holdfast/protocol/openid-connect/certs"))
                .hasMessageContaining("RAZORPAY_KEY_SECRET")
                .hasMessageContaining("RAZORPAY_WEBHOOK_SECRET")
                .hasMessageContaining("RAZORPAY_API_URL")
                .hasMessageContaining("HOLDFAST_JWKS_URI")
                .message().doesNotContain("holdfast-test");
    }
}
