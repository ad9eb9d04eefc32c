package io.holdfast.notification;

/**
 * An amount of money.
 *
 * @param amount   minor units of the currency
 * @param currency ISO 4217 code
 */
public record Money(long amount, String currency) {}
