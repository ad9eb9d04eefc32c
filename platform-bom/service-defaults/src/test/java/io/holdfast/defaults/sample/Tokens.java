package io.holdfast.defaults.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.testsupport.scenario.TestKeys;

/** An issuer: signs tokens and serves its public key. */
final class Tokens implements AutoCloseable {

    static final String ISSUER = "https://issuer.example/realms/holdfast";
    static final String AUDIENCE = "booking-api";

    private final RSAKey key = named(TestKeys.issuer());
    private final ECKey curve = curve("k2");
    private final ECKey next = curve("k3");
    private final HttpServer server;
    private volatile byte[] published = published(key, curve);

    Tokens() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks.json", exchange -> {
            byte[] keys = published;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            try (var body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
    }

    String keysUri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
    }

    String of(String... roles) {
        return signed(key, claims -> claims.claim("roles", List.of(roles)));
    }

    String with(Consumer<JWTClaimsSet.Builder> change) {
        return signed(key, change);
    }

    /** From now on the issuer has one other key, and none of those before. */
    void rotate() {
        published = published(next);
    }

    /** Signed with the key that the issuer has after {@link #rotate}. */
    String byNextKey(Consumer<JWTClaimsSet.Builder> change) {
        return signed(JWSAlgorithm.ES256, "k3", signer(next), change);
    }

    private static byte[] published(JWK... keys) {
        return new JWKSet(Stream.of(keys).map(JWK::toPublicJWK).toList()).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Signed with the issuer's elliptic curve instead of its RSA key. */
    String byCurve() {
        return signed(JWSAlgorithm.ES256, "k2", signer(curve), claims -> claims.claim("roles", List.of("client")));
    }

    /** Signed with the issuer's RSA key, in the way that is called PS256. */
    String byProbabilisticRsa() {
        return signed(JWSAlgorithm.PS256, "k1", signer(key), claims -> claims.claim("roles", List.of("client")));
    }

    /** The issuer's public key, which everybody knows, taken for a shared secret. */
    String byPublicKey() {
        try {
            var secret = new MACSigner(key.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8));
            return signed(JWSAlgorithm.HS256, "k1", secret, claims -> claims.claim("roles", List.of("admin")));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String forged() {
        RSAKey other = named(TestKeys.stranger());
        return signed(other, claims -> claims.claim("roles", List.of("admin")));
    }

    String unsigned() {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        String header = base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String claims = base64.encodeToString(
                "{\"sub\":\"u\",\"tenant\":\"demo\",\"roles\":[\"admin\"],\"exp\":4102444800}".getBytes(StandardCharsets.UTF_8));
        return header + "." + claims + ".";
    }

    private static String signed(RSAKey key, Consumer<JWTClaimsSet.Builder> change) {
        return signed(JWSAlgorithm.RS256, "k1", signer(key), change);
    }

    private static String signed(
            JWSAlgorithm algorithm, String keyId, JWSSigner signer, Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("asha")
                .claim("tenant", "demo")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        change.accept(claims);
        try {
            var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims.build());
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSSigner signer(JWK key) {
        try {
            return new DefaultJWSSignerFactory().createJWSSigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Quickly made, other than RSA keys. */
    private static ECKey curve(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey named(KeyPair pair) {
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic()).privateKey(pair.getPrivate()).keyID("k1").build();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
