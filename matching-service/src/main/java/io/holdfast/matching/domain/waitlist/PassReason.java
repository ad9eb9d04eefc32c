package io.holdfast.matching.domain.waitlist;

/** Why somebody does not take what was held for them. */
public enum PassReason {
    DECLINED,
    /** They did not answer in time. */
    EXPIRED,
    LEFT,
    /** They were not asked after all: availability's answer came too late. They wait on. */
    WITHDRAWN
}
