package io.holdfast.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;

import io.holdfast.defaults.web.Problem;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Traces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchangeHandlerFunction;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
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
    /** What people look at there, and the web app shows; everything else below {@code /demo} is JSON for programs. */
    private static final RequestPredicate PAGES_OF_THE_DEMO =
            anyOf("/demo", "/demo/mail", "/demo/mail/**", "/demo/time", "/demo/money");
    /** A route comes before the gateway's own controllers and files, so the last one leaves them out; and no page has an API's path. */
    private static final RequestPredicate OUR_OWN = anyOf(
            "/api/**", "/docs", "/docs/**", "/webjars/**", "/problems", "/problems/**", "/openapi.json", "/asyncapi.json", "/actuator/**",
            "/error");

    @Bean
    RouterFunction<ServerResponse> services(GatewaySettings to, RequestsUnderWay underWay) {
        RouterFunction<ServerResponse> services = proxy(underWay, "availability-service", to.availability(),
                        "/api/v1/availability",
                        "/api/v1/available-dates",
                        "/api/v1/professionals/{id}/available-dates",
                        "/api/v1/professionals/{id}/availability",
                        "/api/v1/professionals/{id}/availability/**",
                        "/api/v1/professionals/me/schedule/**",
                        "/api/v1/professionals/me/agenda",
                        "/api/v1/professionals/me/blocks/**",
                        "/api/v1/professionals/me/busy-calendars/**",
                        "/api/v1/admin/professionals/{id}/busy-calendars/**")
                .and(proxy(underWay, "matching-service", to.matching(),
                        "/api/v1/professionals/**",
                        "/api/v1/waitlist/**",
                        "/api/v1/admin/professionals/**",
                        "/api/v1/admin/matching/**",
                        "/api/v1/admin/waitlist"))
                .and(proxy(underWay, "booking-service", to.booking(),
                        "/api/v1/bookings/**",
                        "/api/v1/me/feed",
                        "/api/v1/feeds/**",
                        "/api/v1/offerings/**",
                        "/api/v1/business",
                        "/api/v1/admin/bookings/**",
                        "/api/v1/admin/offerings/**",
                        "/api/v1/admin/contacts/**",
                        "/api/v1/admin/coupons/**",
                        "/api/v1/admin/dead-letters/**",
                        // Their archives are put together here.
                        "/api/v1/admin/privacy/exports",
                        "/api/v1/admin/privacy/exports/{id}",
                        "/api/v1/admin/privacy/erasures/**",
                        "/api/v1/admin/imports/**",
                        "/api/v1/admin/analytics/**",
                        "/api/v1/admin/reports/**",
                        "/api/v1/admin/stats"))
                .and(proxy(underWay, "notification-service", to.notification(),
                        "/api/v1/me/notifications",
                        "/api/v1/me/push-subscriptions",
                        "/api/v1/push/**",
                        "/api/v1/unsubscribe/**",
                        "/api/v1/webhooks/mail",
                        "/api/v1/admin/events",
                        "/api/v1/admin/audit",
                        "/api/v1/admin/webhooks/**",
                        "/api/v1/admin/api-keys/**",
                        "/api/v1/api-keys/token",
                        "/api/v1/admin/suppressions/**",
                        "/api/v1/admin/templates/**"))
                .and(proxy(underWay, "scheduler-service", to.scheduler(), "/api/v1/admin/automations"))
                .and(proxy(underWay, "payment-service", to.payment(),
                        "/api/v1/payments/**", "/api/v1/webhooks/**", "/api/v1/admin/payments/**"));
        // Without an address there is no such route: the path is unknown, as anywhere but on the embedded platform.
        URI demo = to.demo();
        if (demo != null) {
            RequestPredicate programs = PAGES_OF_THE_DEMO.negate().and(RequestPredicates.path("/demo/**"));
            services = services.and(proxy(underWay, "demo", demo, programs));
        }
        URI webApp = to.webApp();
        return webApp == null ? services : services.and(proxy(underWay, "web-app", webApp, OUR_OWN.negate()));
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

    private static RequestPredicate anyOf(String... paths) {
        return Arrays.stream(paths).map(RequestPredicates::path).reduce(RequestPredicate::or).orElseThrow();
    }

    private static RouterFunction<ServerResponse> proxy(
            RequestsUnderWay underWay, String service, URI address, String... paths) {
        return proxy(underWay, service, address, anyOf(paths));
    }

    private static RouterFunction<ServerResponse> proxy(
            RequestsUnderWay underWay, String service, URI address, RequestPredicate any) {
        return route(service)
                .route(any, http())
                .filter(underWay.to(service))
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
                        .headers(headers -> {
                            headers.set(REQUEST_ID, context.correlationId());
                            Traces.headers().forEach(headers::set);
                        })
                        .build();
    }

    private static ServerRequest withCallersAddress(ServerRequest request) {
        String address = CallerFilter.addressOf(request.servletRequest());
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
        return answer(problem, request);
    }

    static ServerResponse answer(Problem problem, ServerRequest request) {
        return ServerResponse.status(problem.getStatusCode())
                .headers(headers -> headers.putAll(problem.getHeaders()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.body(request.path()));
    }
}
