package io.holdfast.web.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.format.datetime.standard.DateTimeFormatterRegistrar;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's client: one HTTP client for all of its interfaces. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** Longer than the API waits for a booking to settle. */
    private static final Duration READ = Duration.ofSeconds(20);
    private static final Duration USUAL_RETRY = Duration.ofSeconds(2);
    private static final int LONGEST_RETRY = 86_400;

    /** Reads what the API says today and what it may add tomorrow. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Of the JDK, with virtual threads; streams use it, too. */
    @Bean(destroyMethod = "shutdownNow")
    HttpClient apiConnections() {
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Bean
    HttpServiceProxyFactory apiProxies(HttpClient connections, @Value("${web.api}") URI address, RequestHeaders headers) {
        var requests = new JdkClientHttpRequestFactory(connections);
        requests.setReadTimeout(READ);
        RestClient client = RestClient.builder()
                .baseUrl(address.toString().replaceFirst("/+$", ""))
                .requestFactory(requests)
                .configureMessageConverters(
                        converters -> converters.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(JSON)))
                .requestInterceptor((request, body, execution) -> {
                    headers.addTo(request.getHeaders());
                    try {
                        return execution.execute(request, body);
                    } catch (IOException e) {
                        throw ApiProblem.silence(e, USUAL_RETRY);
                    }
                })
                .defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
                    throw problem(response);
                })
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).conversionService(isoDates()).build();
    }

    /** Spring would write dates as people of the machine's country do. */
    private static ConversionService isoDates() {
        var conversions = new DefaultFormattingConversionService(false);
        var dates = new DateTimeFormatterRegistrar();
        dates.setUseIsoFormat(true);
        dates.registerFormatters(conversions);
        return conversions;
    }

    private static ApiProblem problem(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        JsonNode said;
        try {
            said = JSON.readTree(response.getBody().readAllBytes());
        } catch (JacksonException e) {
            // Not the API's own words, but a proxy's in between.
            said = JSON.createObjectNode();
        }
        List<ApiProblem.Violation> violations = said.path("errors").valueStream()
                .map(error -> new ApiProblem.Violation(error.path("field").asString(""), error.path("message").asString("")))
                .toList();
        return new ApiProblem(
                status, said.path("code").asString("status-" + status), said.path("detail").asString(""), violations, conflicts(said),
                retryAfter(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)));
    }

    private static List<ApiProblem.Conflict> conflicts(JsonNode said) {
        try {
            return said.path("conflicts").valueStream().map(one -> JSON.convertValue(one, ApiProblem.Conflict.class)).toList();
        } catch (JacksonException e) {
            // Not a list of them in our words: then nobody is told which.
            return List.of();
        }
    }

    private static @Nullable Duration retryAfter(@Nullable String seconds) {
        return seconds != null && seconds.matches("\\d{1,9}")
                ? Duration.ofSeconds(Math.min(Integer.parseInt(seconds), LONGEST_RETRY))
                : null;
    }

    @Bean
    CatalogueApi catalogueApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(CatalogueApi.class);
    }

    @Bean
    AvailabilityApi availabilityApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(AvailabilityApi.class);
    }

    @Bean
    BookingsApi bookingsApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(BookingsApi.class);
    }

    @Bean
    PaymentsApi paymentsApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(PaymentsApi.class);
    }

    @Bean
    WaitlistApi waitlistApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(WaitlistApi.class);
    }

    @Bean
    DemoApi demoApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(DemoApi.class);
    }

    @Bean
    BusinessApi businessApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(BusinessApi.class);
    }

    @Bean
    ProfessionalApi professionalApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(ProfessionalApi.class);
    }

    @Bean
    FeedApi feedApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(FeedApi.class);
    }

    @Bean
    AdminApi adminApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(AdminApi.class);
    }

    @Bean
    PeopleApi peopleApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(PeopleApi.class);
    }

    @Bean
    MoneyApi moneyApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(MoneyApi.class);
    }

    @Bean
    MessagesApi messagesApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(MessagesApi.class);
    }

    @Bean
    PlatformApi platformApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(PlatformApi.class);
    }

    @Bean
    MatchingApi matchingApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(MatchingApi.class);
    }

    @Bean
    BusyCalendarsApi busyCalendarsApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(BusyCalendarsApi.class);
    }

    @Bean
    NotificationsApi notificationsApi(HttpServiceProxyFactory proxies) {
        return proxies.createClient(NotificationsApi.class);
    }
}
