package io.holdfast.loadtests.choreography;

import java.time.Clock;

import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.mongo.Documents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

/** {@link Orders} as a Spring context of its own, with its own database. */
@Configuration(proxyBeanMethods = false)
@MessagingOnly
class OrdersService {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Catalogue catalogue() {
        return Catalogue.loadBeside(OrdersService.class);
    }

    @Bean
    Orders orders(MongoOperations mongo, Relay relay, EventWriter events) {
        return new Orders(new Documents<>(mongo, relay, OrderDocument.class), events);
    }

    @Bean
    Subscriptions subscriptions(Orders orders) {
        return orders.subscriptions();
    }
}
