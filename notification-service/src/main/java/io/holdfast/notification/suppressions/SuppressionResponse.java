package io.holdfast.notification.suppressions;

import java.time.Instant;

/** An address that gets no mail. */
record SuppressionResponse(String id, String address, SuppressionCause cause, Instant since) {

    static SuppressionResponse of(SuppressionDocument document) {
        return new SuppressionResponse(document.id(), document.address(), document.cause(), document.since());
    }
}
