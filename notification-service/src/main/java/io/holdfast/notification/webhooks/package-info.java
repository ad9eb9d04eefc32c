/**
 * The feed brought to the systems of the business: signed webhooks. Start at {@link
 * io.holdfast.notification.webhooks.Webhook}, which decides what is sent when; {@link
 * io.holdfast.notification.webhooks.WebhookWorker} does it.
 */
@NullMarked
package io.holdfast.notification.webhooks;

import org.jspecify.annotations.NullMarked;
