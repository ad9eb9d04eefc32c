/**
 * Speaks Razorpay's HTTP API and webhooks, and plays the payer: start reading at {@code Order} for the state,
 * {@code Checkout} and {@code Refunds} for what changes it, and {@code WebhookSender} for what leaves.
 */
@NullMarked
package io.holdfast.razorpay.simulator;

import org.jspecify.annotations.NullMarked;
