package io.holdfast.notification;

import java.util.Optional;
import java.util.function.Function;

import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.notification.events.Bodies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.stereotype.Component;

/** All notifications, sent or not. */
@Component
class Notifications {

    private final Aggregates<Notification, NotificationEvent, NotificationDocument> notifications;

    Notifications(Aggregates<Notification, NotificationEvent, NotificationDocument> notifications) {
        this.notifications = notifications;
    }

    Optional<Notification> find(String id) {
        return notifications.find(id);
    }

    Optional<Decided<Notification, NotificationEvent>> decide(
            String id, Function<Notification, Decision<Notification, NotificationEvent>> decision) {
        return notifications.decide(id, decision);
    }

    /** Stores a new one; what its cause made before stays as it is. */
    void add(Decision<Notification, NotificationEvent> created) {
        notifications.decideOrCreate(created.aggregate().id(), stored -> stored.isEmpty()
                ? created
                : Decision.unchanged(stored.get(), "its cause was handled before"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Mapping {

        @Bean
        Aggregates<Notification, NotificationEvent, NotificationDocument> notificationAggregates(
                MongoOperations mongo, Relay relay, EventWriter events) {
            return new Aggregates<>(mongo, relay, events, NotificationDocument.class, new AggregateMapping<>(
                    NotificationDocument::toDomain,
                    NotificationDocument::of,
                    notification -> notification.about().tenantId().value(),
                    Bodies::of,
                    NotificationDocument::origin));
        }
    }
}
