package io.holdfast.web.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.web.WebSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriComponentsBuilder;

/** The OIDC provider, as far as the code flow with PKCE (RFC 7636) asks it. It is found by its discovery document. */
@Component
public class IdentityProvider {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final WebSettings.SignIn settings;
    private final String returnAddress;
    private final RestClient http;
    private final AtomicReference<@Nullable Endpoints> known = new AtomicReference<>();

    private record Endpoints(
            @JsonProperty("authorization_endpoint") String authorization, @JsonProperty("token_endpoint") String token) {}

    private record Tokens(@JsonProperty("access_token") @Nullable String accessToken) {}

    IdentityProvider(WebSettings settings, HttpClient connections) {
        this.settings = settings.signIn();
        this.returnAddress = settings.publicUrl().toString().replaceFirst("/+$", "") + "/login/callback";
        var requests = new JdkClientHttpRequestFactory(connections);
        requests.setReadTimeout(PATIENCE);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /**
     * Where somebody signs in; from there they come back to {@code /login/callback}.
     *
     * @param state     comes back with them
     * @param challenge SHA-256 of what only we know, in base64url
     * @throws ApiProblem when the provider does not answer
     */
    public String address(String state, String challenge) {
        return UriComponentsBuilder.fromUriString(endpoints().authorization())
                .queryParam("response_type", "code")
                .queryParam("client_id", "{client}")
                .queryParam("redirect_uri", "{return}")
                .queryParam("scope", "{scope}")
                .queryParam("state", "{state}")
                .queryParam("code_challenge", "{challenge}")
                .queryParam("code_challenge_method", "S256")
                .encode()
                .buildAndExpand(settings.clientId(), returnAddress, settings.scope(), state, challenge)
                .toUriString();
    }

    /**
     * The access token for a code.
     *
     * @return null where the provider gives none for it
     * @throws ApiProblem when the provider does not answer
     */
    public @Nullable String token(String code, String verifier) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "authorization_code");
        form.add("code", code);
        form.add("redirect_uri", returnAddress);
        form.add("code_verifier", verifier);
        form.add("client_id", settings.clientId());
        if (!settings.clientSecret().isEmpty()) {
            form.add("client_secret", settings.clientSecret());
        }
        try {
            Tokens tokens = http.post()
                    .uri(URI.create(endpoints().token()))
                    .contentType(new MediaType(MediaType.APPLICATION_FORM_URLENCODED, StandardCharsets.UTF_8))
                    .body(form)
                    .retrieve()
                    .body(Tokens.class);
            return tokens == null ? null : tokens.accessToken();
        } catch (HttpClientErrorException e) {
            // Its no: the code is none, is too old, or was used.
            return null;
        } catch (RestClientException e) {
            throw ApiProblem.silence(e, RETRY_AFTER);
        }
    }

    private Endpoints endpoints() {
        Endpoints found = known.get();
        if (found != null) {
            return found;
        }
        String issuer = String.valueOf(settings.issuer()).replaceFirst("/+$", "");
        try {
            Endpoints read = http.get().uri(URI.create(issuer + "/.well-known/openid-configuration")).retrieve().body(Endpoints.class);
            if (read == null) {
                throw new RestClientException("The discovery document is empty");
            }
            known.set(read);
            return read;
        } catch (RestClientException e) {
            throw ApiProblem.silence(e, RETRY_AFTER);
        }
    }
}
