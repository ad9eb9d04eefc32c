package io.holdfast.loadtests.choreography;

import java.time.Clock;

import io.holdfast.contracts.Catalogue;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.mongo.Documents;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@link Orders} as a Spring context of its own, with its own database and HTTP server: orders come as requests. */
@Configuration(proxyBeanMethods = false)
@MessagingOnly
@ImportAutoConfiguration({
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class
})
class OrdersService {

    /** @param orderId chosen by who orders */
    record OrderRequest(String orderId, String customerId, long total) {}

    @RestController
    static class OrdersController {

        private final Orders orders;

        OrdersController(Orders orders) {
            this.orders = orders;
        }

        @PostMapping("/orders")
        @ResponseStatus(HttpStatus.CREATED)
        OrderRequest place(@RequestBody OrderRequest order) {
            orders.place(order.orderId(), order.customerId(), order.total());
            return order;
        }
    }

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
