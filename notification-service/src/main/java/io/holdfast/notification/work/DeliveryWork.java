package io.holdfast.notification.work;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.notification.DeliveryWorker;
import io.holdfast.notification.Notification;
import io.holdfast.notification.NotificationEvent;
import io.holdfast.notification.NotificationSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Delivers notifications when they are due. */
@Configuration(proxyBeanMethods = false)
class DeliveryWork {

    @Bean
    DueWork notificationWork(
            DueWorkFactory work,
            NotificationSettings settings,
            Aggregates<Notification, NotificationEvent, ?> notifications,
            DeliveryWorker worker) {
        notifications.afterCommit(worker::takeInHand);
        return work.named("notifications", settings.lookInterval(), settings.atOnce())
                .of(notifications, "dueAt", worker::nextAt, worker::deliver);
    }
}
