package io.holdfast.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.testsupport.scenario.Browser;
import io.holdfast.testsupport.scenario.Browser.Visit;
import io.holdfast.web.StubApi.Said;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Signing in at an OIDC provider, which the stub plays beside the API. */
class AccountsTest {

    private final StubApi provider = new StubApi();
    private final RunningWebApp web = RunningWebApp.with(
            "--web.sign-in.issuer=" + provider.url() + "/realm", "--web.sign-in.client-id=web-app",
            "--web.public-url=http://localhost:8080");
    private final Browser browser = web.browser();

    AccountsTest() {
        provider.on("GET /realm/.well-known/openid-configuration",
                "{\"authorization_endpoint\":\"%1$s/authorize?a=b\",\"token_endpoint\":\"%1$s/token\"}".formatted(provider.url()));
        provider.on("POST /token", asked -> asked.body().contains("code=good")
                ? Said.json("{\"access_token\":\"" + RunningWebApp.token("Asha Rao", "client") + "\",\"token_type\":\"Bearer\"}")
                : new Said(400, "application/json", "{\"error\":\"invalid_grant\"}", Map.of()));
    }

    @AfterEach
    void stop() {
        web.close();
        provider.close();
    }

    @Test
    void theCodeFlowWithPkceLeadsBackToWhereOneWas() throws Exception {
        Visit away = browser.openOnly("/login/start?next=/o/consultation-60");
        Map<String, String> asked = query(URI.create(away.header("Location")));
        assertThat(away.header("Location")).startsWith(provider.url() + "/authorize?");
        assertThat(asked).containsEntry("response_type", "code").containsEntry("client_id", "web-app").containsEntry("a", "b")
                .containsEntry("redirect_uri", "http://localhost:8080/login/callback").containsEntry("code_challenge_method", "S256");
        assertThat(away.headers("Set-Cookie").getFirst()).contains("HttpOnly", "Path=/login", "SameSite=Lax");

        Visit page = browser.open("/login/callback?code=good&state=" + asked.get("state")).expect(200);

        assertThat(page.address().getPath()).isEqualTo("/o/consultation-60");
        assertThat(page.shown("header nav")).contains("Asha Rao");
        Map<String, String> exchanged = query(URI.create("x:?" + provider.asked("POST /token").getFirst().body()));
        byte[] challenge = MessageDigest.getInstance("SHA-256").digest(exchanged.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(challenge)).isEqualTo(asked.get("code_challenge"));
        assertThat(browser.cookie("holdfast-sign-in", "/login")).isNull();
    }

    @Test
    void whoComesBackWithoutHavingBegunIsNotSignedIn() {
        browser.open("/login/callback?code=good&state=guessed").expect(403);
        browser.openOnly("/login/start");
        browser.open("/login/callback?code=good&state=guessed").expect(403);
        String state = query(URI.create(browser.openOnly("/login/start").header("Location"))).get("state");
        browser.open("/login/callback?code=bad&state=" + state).expect(403);
        browser.open("/login/callback?error=access_denied").expect(403);

        assertThat(browser.cookie("holdfast-session", "/")).isNull();
    }

    @Test
    void aProviderThatIsAwayIsA503() {
        provider.on("GET /realm/.well-known/openid-configuration", asked -> Said.problem(500, "x", ""));

        browser.open("/login/start").expect(503);
    }

    private static Map<String, String> query(URI address) {
        String query = address.getRawQuery() == null ? address.getRawSchemeSpecificPart().substring(1) : address.getRawQuery();
        return Arrays.stream(query.split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }
}
