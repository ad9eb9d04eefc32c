package io.holdfast.notification.mail;

import java.util.Locale;

/** Kinds of mail to the admin about what is no booking's. */
public enum AdminNotice {
    /** After the time: the receiver's host, and what its admin calls it. */
    WEBHOOK_DISABLED(2);

    private final int facts;

    AdminNotice(int facts) {
        this.facts = facts;
    }

    /** How many facts its words want, after the time. */
    int facts() {
        return facts;
    }

    /** Where its words are: {@code notice.webhook-disabled}. */
    String texts() {
        return "notice." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
