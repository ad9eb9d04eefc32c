package io.holdfast.notification;

/** In which role somebody is written to. */
public enum Recipient {
    CLIENT,
    PROFESSIONAL,
    ADMIN
}
