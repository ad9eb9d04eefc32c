package io.holdfast.gateway;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.holdfast.defaults.access.ApiKeyTokens;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Exchanges an API key ({@code Authorization: Bearer hf_…}) for the short-lived token that all services believe; a key goes no
 * further than here and to who keeps it. A token is used for half a minute, so a key that is revoked opens nothing after two.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class ApiKeyFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(ApiKeyFilter.class);

    /** How a key comes to who keeps it: as a bearer token it would be taken for one. */
    private static final String KEY_HEADER = "Holdfast-Api-Key";

    private static final String BEARER = "bearer ";
    private static final int LONGEST_KEY = 200;
    private static final long USED_NANOS = ApiKeyTokens.GOOD_FOR.dividedBy(2).toNanos();
    private static final int MOST_KEPT = 10_000;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ProblemWriter problems;
    private final RestClient keeper;
    private final LongSupplier nanoTime;
    // By the key's hash.
    private final Map<String, Exchanged> exchanged = new ConcurrentHashMap<>();

    @Autowired
    ApiKeyFilter(GatewaySettings to, ProblemWriter problems) {
        this(to, problems, System::nanoTime);
    }

    /** @param nanoTime real time: the platform's clock can be moved */
    ApiKeyFilter(GatewaySettings to, ProblemWriter problems, LongSupplier nanoTime) {
        this.problems = problems;
        this.nanoTime = nanoTime;
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(READ);
        this.keeper = RestClient.builder().baseUrl(to.notification()).requestFactory(requests).build();
    }

    private record Exchanged(String token, long atNanos) {

        boolean isFresh(long now) {
            return now - atNanos < USED_NANOS;
        }
    }

    /** What the keeper answers. */
    private record TokenAnswer(String token) {}

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null
                || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                || !header.substring(BEARER.length()).strip().startsWith(ApiKeyTokens.PREFIX)) {
            chain.doFilter(request, response);
            return;
        }
        String token;
        try {
            token = tokenFor(header.substring(BEARER.length()).strip());
        } catch (Problem refused) {
            if (refused.getStatusCode().value() == HttpServletResponse.SC_UNAUTHORIZED) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            }
            problems.write(request, response, refused);
            return;
        }
        chain.doFilter(new WithToken(request, "Bearer " + token), response);
    }

    private String tokenFor(String key) {
        if (key.length() > LONGEST_KEY) {
            throw unknown();
        }
        String hash = DigestUtils.sha256Hex(key);
        Exchanged known = exchanged.get(hash);
        long now = nanoTime.getAsLong();
        if (known != null && known.isFresh(now)) {
            return known.token();
        }
        String token = exchange(key);
        if (exchanged.size() >= MOST_KEPT) {
            exchanged.values().removeIf(each -> !each.isFresh(now));
        }
        if (exchanged.size() < MOST_KEPT) {
            exchanged.put(hash, new Exchanged(token, now));
        }
        return token;
    }

    private String exchange(String key) {
        try {
            TokenAnswer answer = keeper.post()
                    .uri("/api/v1/api-keys/token")
                    .header(KEY_HEADER, key)
                    .retrieve()
                    .body(TokenAnswer.class);
            if (answer == null) {
                throw away();
            }
            return answer.token();
        } catch (HttpClientErrorException e) {
            throw unknown();
        } catch (RestClientException e) {
            log.warn("An API key could not be exchanged: {}", e.getClass().getSimpleName());
            throw away();
        }
    }

    private static Problem unknown() {
        return Problem.unauthenticated("This API key is not known, was revoked or has expired.").with("code", "api-key-invalid");
    }

    private static Problem away() {
        return Problem.unavailable("API keys cannot be checked just now. Please try again.", RETRY_AFTER);
    }

    /** The request with a token in the place of the key. */
    private static final class WithToken extends HttpServletRequestWrapper {

        private final String authorization;

        WithToken(HttpServletRequest request, String authorization) {
            super(request);
            this.authorization = authorization;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) ? authorization : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)
                    ? Collections.enumeration(List.of(authorization))
                    : super.getHeaders(name);
        }
    }
}
