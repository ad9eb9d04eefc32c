package io.holdfast.notification;

import org.jspecify.annotations.Nullable;

/**
 * Who a notification is addressed to.
 *
 * @param email    null when nobody knows it, and then nothing can be sent
 * @param language BCP 47
 * @param zone     IANA zone in which this person reads times
 */
public record Addressee(String name, @Nullable String email, String language, String zone) {}
