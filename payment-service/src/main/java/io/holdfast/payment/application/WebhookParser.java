package io.holdfast.payment.application;

import io.holdfast.payment.domain.ProviderEvent;
import org.jspecify.annotations.Nullable;

/** Parses the provider's webhooks. */
public interface WebhookParser {

    /** Parses any bytes without failing. */
    ParsedWebhook parse(byte[] body);

    /**
     * What a webhook says.
     *
     * @param name     the provider's name of the event
     * @param entityId what it is about; with {@code name} it tells repetitions from news
     * @param event    null when it means nothing to a payment
     */
    record ParsedWebhook(String name, String entityId, @Nullable ProviderEvent event) {}
}
