package io.holdfast.payment.domain;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RetryScheduleTest {

    private static final ProviderCall CREATE = Samples.requested().neededCalls(Samples.NOW).getFirst();

    @Test
    void theLongestIsForUsToChoose() {
        assertThat(withLongest(Duration.ofSeconds(3)).afterFailure(CREATE, 7, false)).isEqualTo(Duration.ofSeconds(3));
    }

    /** What may be on its way still is not looked for too early, however impatient somebody is. */
    @Test
    void inDoubtNoneIsShorterThanARequestCanLinger() {
        assertThat(withLongest(Duration.ofSeconds(3)).afterFailure(CREATE, 1, true)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aPauseThatWouldCallTheProviderAllTheTimeIsNamedAndRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withLongest(Duration.ofMillis(999)))
                .withMessage("payment.longest-pause must be PT1S or longer, not PT0.999S");
    }

    private static RetrySchedule withLongest(Duration longest) {
        RetrySchedule usual = Samples.SCHEDULE;
        return new RetrySchedule(longest, usual.captureAfter(), usual.firstPoll(), usual.longestPollPause(),
                usual.pollAfterCapture(), usual.lateAuthorization(),
                usual.firstRefundPoll(), usual.longestRefundPause(), usual.refundRetry(), usual.refundTries());
    }
}
