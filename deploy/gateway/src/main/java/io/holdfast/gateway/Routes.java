package io.holdfast.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.holdfast.defaults.web.Problem;
import io.holdfast.messaging.MessageContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchangeHandlerFunction;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

/** Which path goes to which service. The more particular come first. Bodies pass as bytes; nothing is retried. */
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final Logger log = LoggerFactory.getLogger(Routes.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    @Bean
    @Order(1)
    RouterFunction<ServerResponse> availability(GatewaySettings to) {
        return proxy("availability-service", to.availability(), paths(
                "/api/v1/professionals/{id}/available-dates",
                "/api/v1/professionals/{id}/availability",
                "/api/v1/professionals/{id}/availability/**",
                "/api/v1/professionals/me/schedule",
                "/api/v1/professionals/me/agenda",
                "/api/v1/professionals/me/blocks/**"));
    }

    @Bean
    @Order(2)
    RouterFunction<ServerResponse> matching(GatewaySettings to) {
        return proxy("matching-service", to.matching(), paths(
                "/api/v1/professionals/**", "/api/v1/admin/professionals/**"));
    }

    @Bean
    @Order(3)
    RouterFunction<ServerResponse> booking(GatewaySettings to) {
        return proxy("booking-service", to.booking(), paths(
                "/api/v1/bookings/**",
                "/api/v1/offerings/**",
                "/api/v1/admin/bookings/**",
                "/api/v1/admin/offerings/**",
                "/api/v1/admin/dead-letters/**",
                "/api/v1/admin/stats"));
    }

    @Bean
    @Order(4)
    RouterFunction<ServerResponse> payment(GatewaySettings to) {
        return proxy("payment-service", to.payment(), paths(
                "/api/v1/payments/**", "/api/v1/webhooks/**", "/api/v1/admin/payments/**"));
    }

    @Bean
    @Order(5)
    RouterFunction<ServerResponse> demo(GatewaySettings to) {
        URI demo = to.demo();
        // Without an address there is no such route: the path is unknown, as anywhere but on the embedded platform.
        return demo == null
                ? request -> Optional.empty()
                : proxy("demo", demo, paths("/demo/**"));
    }

    /**
     * Spring Cloud Gateway gets its proxy ready on the context's last event, when the port is open already. Whoever
     * came in between, as retrying clients do after a crash, would be answered 500.
     */
    @Bean
    SmartInitializingSingleton proxyIsReadyBeforeThePortOpens(
            ProxyExchangeHandlerFunction proxy, ApplicationContext context) {
        return () -> proxy.onApplicationEvent(new ContextRefreshedEvent(context));
    }

    private static RequestPredicate paths(String... patterns) {
        RequestPredicate any = request -> false;
        for (String pattern : patterns) {
            any = any.or(RequestPredicates.path(pattern));
        }
        return any;
    }

    private static RouterFunction<ServerResponse> proxy(String service, URI address, RequestPredicate paths) {
        return route(service)
                .route(paths, http())
                .before(uri(address))
                .before(Routes::withRequestId)
                .before(Routes::withCallersAddress)
                .after((request, response) -> withoutRequestId(response))
                .onError(ResourceAccessException.class, (failure, request) -> away(service, failure, request))
                .build();
    }

    private static ServerRequest withRequestId(ServerRequest request) {
        MessageContext context = MessageContext.current();
        return context == null
                ? request
                : ServerRequest.from(request)
                        .headers(headers -> headers.set(REQUEST_ID, context.correlationId()))
                        .build();
    }

    private static ServerRequest withCallersAddress(ServerRequest request) {
        String address = String.valueOf(request.servletRequest().getAttribute(CallerFilter.HEADER));
        return ServerRequest.from(request)
                .headers(headers -> headers.set(CallerFilter.HEADER, address))
                .build();
    }

    /** The gateway's own filter has said it already. Only what a service answered has one, and can be changed. */
    private static ServerResponse withoutRequestId(ServerResponse response) {
        if (response.headers().containsHeader(REQUEST_ID)) {
            response.headers().remove(REQUEST_ID);
        }
        return response;
    }

    private static ServerResponse away(String service, @Nullable Throwable failure, ServerRequest request) {
        Problem problem = Problem.behind(failure).orElseGet(() -> {
            log.warn("{} does not answer: {}", service, String.valueOf(failure));
            return Problem.unavailable(
                    "This part of Holdfast does not answer just now. Please try again.", RETRY_AFTER);
        });
        return ServerResponse.status(problem.getStatusCode())
                .headers(headers -> headers.putAll(problem.getHeaders()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.body(request.path()));
    }
}
