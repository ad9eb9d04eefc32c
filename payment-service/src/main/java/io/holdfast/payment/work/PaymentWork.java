package io.holdfast.payment.persistence;

import java.time.Clock;
import java.time.Duration;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.payment.application.AdvancePayment;
import io.holdfast.payment.application.ReceiveWebhook;
import io.holdfast.payment.domain.PaymentId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done when it is due: calls to the provider, and webhooks that came before their order was known. */
@Configuration(proxyBeanMethods = false)
class StoredWork {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LOOK_AT_WEBHOOKS = Duration.ofSeconds(5);
    private static final int CALLS_AT_ONCE = 32;
    private static final int WEBHOOKS_AT_ONCE = 4;

    @Bean
    DueWork paymentWork(Clock clock, MongoPayments payments, AdvancePayment advance) {
        var work = new DueWork(
                "payment", clock, LOOK, CALLS_AT_ONCE, payments, id -> advance.advance(PaymentId.of(id)));
        payments.whenWorkIsStored(work::schedule);
        return work;
    }

    @Bean
    DueWork webhookWork(Clock clock, MongoUnmatchedWebhooks webhooks, ReceiveWebhook receive) {
        return new DueWork("unmatched-webhook", clock, LOOK_AT_WEBHOOKS, WEBHOOKS_AT_ONCE, webhooks, receive::retry);
    }
}
