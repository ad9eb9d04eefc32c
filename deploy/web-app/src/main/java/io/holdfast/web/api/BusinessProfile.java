package io.holdfast.web.api;

/**
 * What a business says of itself.
 *
 * @param zone     IANA, in which its days are meant
 * @param currency ISO 4217, in which it usually counts
 */
public record BusinessProfile(String zone, String currency) {}
