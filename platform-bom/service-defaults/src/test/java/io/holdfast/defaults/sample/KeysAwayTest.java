package io.holdfast.defaults.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import io.holdfast.defaults.HoldfastService;
import io.holdfast.embedded.FreePorts;
import io.holdfast.testsupport.infrastructure.Infrastructure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The issuer is away: nobody can say whether a token is good, and that is not the caller's fault. */
class KeysAwayTest {

    @Test
    void aTokenThatCannotBeCheckedIs503() throws Exception {
        try (var tokens = new Tokens();
                var http = HttpClient.newHttpClient();
                var service = HoldfastService.named(SampleService.class, "sample-service").run(
                        "--PORT=0",
                        "--HOLDFAST_MONGODB_URI=" + Infrastructure.forTests().mongodbUri(),
                        "--HOLDFAST_REDIS_URI=redis://127.0.0.1:" + FreePorts.next(),
                        "--HOLDFAST_ISSUER=" + Tokens.ISSUER,
                        "--HOLDFAST_AUDIENCE=" + Tokens.AUDIENCE,
                        "--HOLDFAST_JWKS_URI=http://127.0.0.1:" + FreePorts.next() + "/jwks.json")) {
            var request = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + "/caller"))
                    .header("Authorization", "Bearer " + tokens.of("client"));
            var answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1);
            assertThat(answer.body()).contains("/caller").doesNotContain("127.0.0.1", "Exception");
        }
    }
}
