package io.holdfast.payment.work;

import java.time.Duration;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.payment.application.Alerts;
import io.holdfast.payment.application.PerformProviderCall;
import io.holdfast.payment.application.ReceiveWebhook;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentEvent;
import io.holdfast.payment.domain.PaymentId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Performs provider calls when they are due, and tries webhooks again that came before their order was known. And after each
 * write, alerts to what somebody must look at.
 */
@Configuration(proxyBeanMethods = false)
class PaymentWork {

    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(10);
    private static final Duration WEBHOOK_LOOK_INTERVAL = Duration.ofSeconds(5);
    private static final int CALLS_AT_ONCE = 32;
    private static final int WEBHOOKS_AT_ONCE = 4;

    PaymentWork(Aggregates<Payment, PaymentEvent, ?> payments, Alerts alerts) {
        payments.afterCommit(decided -> decided.events().forEach(event -> alerts.happened(decided.after(), event)));
    }

    @Bean
    DueWork providerCalls(
            DueWorkFactory work, Aggregates<Payment, PaymentEvent, ?> payments, PerformProviderCall performProviderCall) {
        return work.named("payment", LOOK_INTERVAL, CALLS_AT_ONCE)
                .of(payments, "nextCallAt", performProviderCall::dueAt, id -> performProviderCall.perform(PaymentId.of(id)));
    }

    @Bean
    DueWork webhookRetries(DueWorkFactory work, ReceiveWebhook receiveWebhook) {
        return work.named("unmatched-webhook", WEBHOOK_LOOK_INTERVAL, WEBHOOKS_AT_ONCE)
                .of("webhooks_unmatched", "nextTryAt", receiveWebhook::retry);
    }
}
