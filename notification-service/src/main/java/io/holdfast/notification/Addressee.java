package io.holdfast.notification;

import org.jspecify.annotations.Nullable;

/**
 * Whom one delivery is for.
 *
 * @param address  as its channel wants it: an email address, a number in E.164, an account's subject; null when nobody knows
 *                 it, and then nothing can be sent
 * @param language BCP 47
 * @param zone     IANA zone in which this person reads times
 */
public record Addressee(String name, @Nullable String address, String language, String zone) {}
