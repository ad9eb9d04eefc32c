package io.holdfast.platform.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Problem;
import io.holdfast.platform.Issuer;
import io.holdfast.platform.Issuer.Person;
import io.holdfast.platform.People;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /demo/tokens/{person}}, for the seeded people by their names and for every professional by id, and the public keys
 * that the services check those tokens with.
 */
@RestController
@OpenToAll
class TokenController {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Issuer issuer;
    private final URI gateway;

    TokenController(Issuer issuer, @Value("${demo.gateway}") URI gateway) {
        this.issuer = issuer;
        this.gateway = gateway;
    }

    /** A token of a seeded person (client, client2, professional, professional2, admin), or of a professional by id. */
    @GetMapping("/demo/tokens/{name}")
    Token token(@PathVariable String name) throws IOException, InterruptedException {
        Person known = People.all().get(name);
        Person person = known != null
                ? known
                : professional(name).orElseThrow(() -> Problem.notFound("person; there are the professionals by their ids, and "
                        + People.all().keySet().stream().sorted().toList()));
        return new Token(issuer.tokenFor(person), person.subject());
    }

    /** As the demo tenant's admin would find them. */
    private Optional<Person> professional(String id) throws IOException, InterruptedException {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        var request = HttpRequest.newBuilder(gateway.resolve("/api/v1/admin/professionals/" + id))
                .header("Authorization", "Bearer " + issuer.tokenFor(People.ADMIN))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            return Optional.empty();
        }
        JsonNode found = JsonMapper.shared().readTree(answer.body());
        return Optional.of(new Person(
                id,
                People.TENANT,
                List.of("professional"),
                found.path("displayName").asString(),
                found.path("email").asString(),
                found.path("phone").asString("")));
    }

    /** The keys that tokens are checked with. */
    @GetMapping("/demo/jwks.json")
    Map<String, Object> publicKeys() {
        return issuer.publicKeys();
    }

    record Token(String token, String sub) {}
}
