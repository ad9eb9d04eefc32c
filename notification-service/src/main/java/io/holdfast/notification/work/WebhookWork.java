package io.holdfast.notification.work;

import java.time.Duration;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.notification.webhooks.WebhookNotices;
import io.holdfast.notification.webhooks.WebhookSettings;
import io.holdfast.notification.webhooks.WebhookWorker;
import io.holdfast.notification.webhooks.Webhooks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Delivers to webhooks when there is something for them, and tells admins of those that were stopped. */
@Configuration(proxyBeanMethods = false)
class WebhookWork {

    private static final Duration LOOK_FOR_NOTICES = Duration.ofSeconds(30);

    @Bean
    DueWork webhookDeliveryWork(DueWorkFactory work, WebhookSettings settings, Webhooks webhooks, WebhookWorker worker) {
        DueWork deliveries = work.named("webhooks", settings.lookInterval(), settings.atOnce())
                .of(Webhooks.dueIn(), "dueAt", worker::deliver);
        webhooks.afterSave(due -> deliveries.schedule(due.id(), due.at()));
        return deliveries;
    }

    @Bean
    DueWork webhookNoticeWork(DueWorkFactory work, WebhookNotices notices) {
        return work.named("webhook-notices", LOOK_FOR_NOTICES, 1).of(Webhooks.dueIn(), "noticeDueAt", notices::tell);
    }
}
