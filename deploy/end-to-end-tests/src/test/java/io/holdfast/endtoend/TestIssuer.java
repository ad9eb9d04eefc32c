package io.holdfast.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.platform.Issuer.Person;
import io.holdfast.testsupport.scenario.TestKeys;

/** An identity provider as the services see one: keys at an address, tokens signed with them. */
final class TestIssuer implements AutoCloseable {

    private static final int LIFETIME_SECONDS = 3_600;
    private static final String REALM = "/realms/holdfast";

    private final RSAKey key;
    private final HttpServer server;

    TestIssuer() {
        KeyPair pair = TestKeys.issuer();
        key = new RSAKey.Builder((RSAPublicKey) pair.getPublic()).privateKey(pair.getPrivate()).keyID("end-to-end").build();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] keys = new JWKSet(key).toString(true).getBytes(StandardCharsets.UTF_8);
        server.createContext(REALM + "/protocol/openid-connect/certs", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            try (var body = exchange.getResponseBody()) {
                body.write(keys);
            }
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String tokenFor(Person person) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                // What docker-compose.yml calls localhost:8089, as the services on this machine are told to expect it.
                .issuer("http://127.0.0.1:" + port() + REALM)
                .audience("holdfast")
                .subject(person.subject())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(LIFETIME_SECONDS)))
                .claim("tenant", person.tenant())
                .claim("roles", person.roles())
                .claim("name", person.name())
                .claim("email", person.email())
                .build();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The token could not be signed", e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
