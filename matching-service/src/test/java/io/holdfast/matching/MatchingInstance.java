package io.holdfast.matching;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.holdfast.defaults.HoldfastService;
import io.holdfast.messaging.EventTransport;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.TestKeys;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service in this JVM on a real document server, called over HTTP with tokens that are signed here. */
public final class MatchingInstance implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final KeyPair keys = TestKeys.issuer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String base;

    public MatchingInstance(EventTransport transport) {
        context = HoldfastService.named(MatchingService.class, "matching-service")
                .initializers(starting -> {
                    var beans = (GenericApplicationContext) starting;
                    beans.registerBean(EventTransport.class, () -> transport);
                    beans.registerBean(JwtDecoder.class, () -> decoder(beans));
                })
                .properties(
                        "HOLDFAST_MONGODB_URI=" + Infrastructure.forTests().mongodbUri(),
                        "HOLDFAST_DATABASE_PREFIX=" + UUID.randomUUID() + "-",
                        "HOLDFAST_REDIS_URI=" + Infrastructure.forTests().redisUri(),
                        "PORT=0")
                .run();
        base = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    private JwtDecoder decoder(GenericApplicationContext beans) {
        var decoder = NimbusJwtDecoder.withPublicKey((RSAPublicKey) keys.getPublic()).build();
        var validators = beans.<OAuth2TokenValidator<Jwt>>getBeanProvider(
                ResolvableType.forClassWithGenerics(OAuth2TokenValidator.class, Jwt.class));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(JwtValidators.createDefault(), validators.getObject())));
        return decoder;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A token as the platform's issuer would give one. */
    public String token(String tenant, String... roles) {
        return tokenOf("somebody", tenant, roles);
    }

    /** The same for somebody in particular. */
    public String tokenOf(String subject, String tenant, String... roles) {
        var claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .claim("tenant", tenant)
                .claim("roles", List.of(roles))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        return signed(claims, (RSAPrivateKey) keys.getPrivate());
    }

    /** A token by somebody who is not the issuer. */
    public String forgedToken(String tenant, String... roles) {
        var claims = new JWTClaimsSet.Builder()
                .subject("somebody")
                .claim("tenant", tenant)
                .claim("roles", List.of(roles))
                .build();
        return signed(claims, (RSAPrivateKey) TestKeys.stranger().getPrivate());
    }

    /** @param token null for none */
    public Answer get(String path, String token) throws Exception {
        return send(request(path, token).GET());
    }

    public Answer put(String path, String token, Object body) throws Exception {
        return send(withBody(request(path, token), "PUT", body));
    }

    public Answer post(String path, String token, Object body, Map<String, String> headers) throws Exception {
        var request = withBody(request(path, token), "POST", body);
        headers.forEach(request::header);
        return send(request);
    }

    public Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode body = response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        return new Answer(response.statusCode(), body, response.headers().firstValue("Content-Type").orElse(""));
    }

    public HttpRequest.Builder request(String path, String token) {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.Builder withBody(HttpRequest.Builder request, String method, Object body) {
        String json = body instanceof String text ? text : JSON.writeValueAsString(body);
        return request.header("Content-Type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(json));
    }

    private static String signed(JWTClaimsSet claims, RSAPrivateKey key) {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        // At rest first: the embedded server does not stand a database that goes under a writer.
        context.stop();
        context.getBean(MongoOperations.class).execute(database -> {
            database.drop();
            return true;
        });
        context.close();
        http.close();
    }

    /** An HTTP answer with its JSON. */
    public record Answer(int status, JsonNode body, String contentType) {

        /** The fields that a 400 complains about. */
        public List<String> errorFields() {
            return body.path("errors").valueStream().map(error -> error.path("field").stringValue()).toList();
        }
    }
}
