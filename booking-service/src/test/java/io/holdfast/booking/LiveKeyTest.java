package io.holdfast.booking;

import io.holdfast.defaults.HoldfastService;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** With compose's default beside a live key, anybody could open, move and cancel every guest's booking. */
class LiveKeyTest {

    @Test
    void theServiceDoesNotStartWithALiveKeyBesideASecretThatStandsInOurFiles() {
        assertThatThrownBy(() -> HoldfastService.named(BookingService.class, "booking-service").run(
                        "--PORT=0",
                        "--RAZORPAY_KEY_ID=rzp_live_1DP5mmOlF5G5ag",
                        "--HOLDFAST_JWKS_URI=https://id.example.com/keys",
                        "--HOLDFAST_MANAGE_TOKEN_SECRET=only-for-development-change-me-0000"))
                .hasMessageContaining("HOLDFAST_MANAGE_TOKEN_SECRET")
                .message().doesNotContain("only-for-development");
    }
}
