/**
 * Domain events between services: written into the document that changed ({@link io.holdfast.messaging.Outbox}), sent
 * by the {@link io.holdfast.messaging.Relay}, taken in by {@link io.holdfast.messaging.Subscriptions}. Start with
 * {@code README.md} of this module.
 */
@NullMarked
package io.holdfast.messaging;

import org.jspecify.annotations.NullMarked;
