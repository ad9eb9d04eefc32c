package io.holdfast.payment.domain;

import java.time.Instant;

/**
 * When a {@link ProviderCall} is made.
 *
 * @param call  its name
 * @param tries how often it was begun
 * @param dueAt not before this
 */
public record ScheduledCall(String call, int tries, Instant dueAt) {

    ScheduledCall claimed(Instant until) {
        return new ScheduledCall(call, tries + 1, until);
    }

    ScheduledCall dueAt(Instant at) {
        return new ScheduledCall(call, tries, at);
    }

    /** A poll that went wrong does not count. */
    ScheduledCall untried(Instant at) {
        return new ScheduledCall(call, Math.max(0, tries - 1), at);
    }
}
