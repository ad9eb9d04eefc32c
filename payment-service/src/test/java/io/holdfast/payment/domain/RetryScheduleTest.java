package io.holdfast.payment.domain;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {

    private static final Work CREATE = Samples.wanted().work(Samples.NOW).getFirst();

    @Test
    void theLongestIsForUsToChoose() {
        assertThat(withLongest(Duration.ofSeconds(3)).afterFailure(CREATE, 7, false)).isEqualTo(Duration.ofSeconds(3));
    }

    /** What may be on its way still is not looked for too early, however impatient somebody is. */
    @Test
    void inDoubtNoneIsShorterThanARequestCanLinger() {
        assertThat(withLongest(Duration.ofSeconds(3)).afterFailure(CREATE, 1, true)).isEqualTo(Duration.ofSeconds(10));
    }

    private static Pace withLongest(Duration longest) {
        Pace usual = Pace.USUAL;
        return new Pace(longest, usual.captureAfter(), usual.firstLook(), usual.longestLookPause(),
                usual.lookAfterCapture(), usual.lateAuthorization(),
                usual.firstRefundLook(), usual.longestRefundPause(), usual.refundRetry(), usual.refundTries());
    }
}
