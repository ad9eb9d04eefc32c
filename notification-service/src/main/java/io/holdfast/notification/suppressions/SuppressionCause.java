package io.holdfast.notification.suppressions;

/** Why an address gets no mail. */
public enum SuppressionCause {
    /** Its server said that there is no such mailbox, or that it takes nothing from us. */
    HARD_BOUNCE,
    /** Its owner called a mail of ours spam. */
    COMPLAINT
}
