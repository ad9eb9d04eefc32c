package io.holdfast.payment.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.holdfast.defaults.work.DueDocuments;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.payment.application.Alerts;
import io.holdfast.payment.application.PerformProviderCall;
import io.holdfast.payment.application.ReceiveWebhook;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.PaymentId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Performs provider calls when they are due, and tries webhooks again that came before their order was known. */
@Configuration(proxyBeanMethods = false)
class PaymentWork {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(2);
    private static final Duration WEBHOOK_LOOK_INTERVAL = Duration.ofSeconds(5);
    private static final int CALLS_AT_ONCE = 32;
    private static final int WEBHOOKS_AT_ONCE = 4;

    @Bean
    DueWork providerCalls(
            Clock clock,
            MongoOperations mongo,
            Aggregates<Payment, PaymentEvent, ?> payments,
            PerformProviderCall performProviderCall,
            Alerts alerts) {
        var calls = new DueWork(
                "payment",
                clock,
                LOOK_INTERVAL,
                CALLS_AT_ONCE,
                new DueDocuments(mongo, payments.collection(), "nextCallAt"),
                id -> performProviderCall.perform(PaymentId.of(id)));
        payments.afterCommit(decided -> {
            Payment payment = decided.after();
            decided.events().forEach(event -> alerts.happened(payment, event));
            Instant due = payment.nextCallAt();
            if (due != null) {
                calls.schedule(payment.id().value(), due);
            }
        });
        return calls;
    }

    @Bean
    DueWork webhookRetries(Clock clock, MongoOperations mongo, ReceiveWebhook receiveWebhook) {
        return new DueWork(
                "unmatched-webhook",
                clock,
                WEBHOOK_LOOK_INTERVAL,
                WEBHOOKS_AT_ONCE,
                new DueDocuments(mongo, "webhooks_unmatched", "nextTryAt"),
                receiveWebhook::retry);
    }
}
