package io.holdfast.matching.application;

import io.holdfast.matching.domain.waitlist.AnswerRules;

/**
 * How a tenant wants people to wait.
 *
 * @param most that one client may wait for at a time
 */
public record WaitlistPolicy(boolean enabled, AnswerRules answers, int most) {

    public WaitlistPolicy {
        if (most < 1) {
            throw new IllegalArgumentException("A client waits for one slot at least.");
        }
    }
}
