package io.holdfast.notification.work;

import java.time.Clock;
import java.time.Instant;

import io.holdfast.defaults.work.DueDocuments;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.notification.Delivery;
import io.holdfast.notification.DeliveryStatus;
import io.holdfast.notification.DeliveryWorker;
import io.holdfast.notification.Notification;
import io.holdfast.notification.NotificationEvent;
import io.holdfast.notification.NotificationSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** Delivers notifications when they are due. */
@Configuration(proxyBeanMethods = false)
class DeliveryWork {

    @Bean
    DueWork notificationWork(
            Clock clock,
            NotificationSettings settings,
            MongoOperations mongo,
            Aggregates<Notification, NotificationEvent, ?> notifications,
            DeliveryWorker worker) {
        var work = new DueWork(
                "notifications",
                clock,
                settings.lookInterval(),
                settings.atOnce(),
                new DueDocuments(mongo, notifications.collection(), "dueAt"),
                worker::deliver);
        notifications.afterCommit(decided -> {
            Delivery delivery = decided.after().delivery();
            Instant dueAt = delivery.dueAt();
            // A claim that nobody follows up is found by the look into the store.
            if (dueAt != null && delivery.status() == DeliveryStatus.PENDING) {
                work.schedule(decided.after().id(), dueAt);
            }
        });
        return work;
    }
}
