package io.holdfast.defaults.secrets;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in sentences, not in a stack trace, why the service did not start. */
final class KnownSecretsAnalyzer extends AbstractFailureAnalyzer<KnownSecretsInUse> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KnownSecretsInUse cause) {
        return new FailureAnalysis(
                "The payment key is a live one (rzp_live_…), so real money moves, and this deployment is not safe:"
                        + String.join("", cause.sentences().stream().map(sentence -> "\n  - " + sentence).toList()),
                "Set these variables to values of your own, or use a test key (rzp_test_…).",
                cause);
    }
}
