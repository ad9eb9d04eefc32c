package io.holdfast.payment.application;

import io.holdfast.payment.domain.ProviderEvent;
import org.jspecify.annotations.Nullable;

/** Makes sense of the provider's webhooks. */
public interface WebhookReader {

    /** Reads any bytes without failing. */
    Reading read(byte[] body);

    /**
     * What a webhook says.
     *
     * @param event    the provider's name of it
     * @param entityId what it is about; with {@code event} it tells repetitions from news
     * @param meaning  null when it means nothing to a payment
     */
    record Reading(String event, String entityId, @Nullable ProviderEvent meaning) {}
}
