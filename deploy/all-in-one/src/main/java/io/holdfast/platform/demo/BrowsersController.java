package io.holdfast.platform.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Problem;
import io.holdfast.embedded.outside.BrowserSubscription;
import io.holdfast.embedded.outside.PushService;
import io.holdfast.platform.Issuer;
import io.holdfast.platform.Issuer.Person;
import io.holdfast.platform.People;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /demo/browsers}: browsers that agree to push messages. One of a seeded person also tells the API of it, as the
 * page would; another one gives what the page would tell.
 */
@RestController
@OpenToAll
class BrowsersController {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final PushService service;
    private final MongoPushStore browsers;
    private final Issuer issuer;
    private final URI gateway;

    BrowsersController(
            PushService service, MongoPushStore browsers, Issuer issuer, @Value("${demo.gateway}") URI gateway) {
        this.service = service;
        this.browsers = browsers;
        this.issuer = issuer;
        this.gateway = gateway;
    }

    /** A browser that agrees to push messages. */
    @PostMapping("/demo/browsers")
    @ResponseStatus(HttpStatus.CREATED)
    BrowserResponse subscribe(@RequestBody BrowserRequest body) throws IOException, InterruptedException {
        Person owner = body.person() == null ? null : People.all().get(body.person());
        if (body.person() != null && owner == null) {
            throw Problem.invalid("person", "must be one of " + People.all().keySet().stream().sorted().toList());
        }
        JsonNode key = JSON.readTree(send(request("/api/v1/push/public-key")));
        BrowserSubscription browser = service.subscribe(key.path("publicKey").asString());
        if (owner != null) {
            browsers.belongs(browser, owner.subject());
            tell(owner, BrowserResponse.of(browser));
        }
        return BrowserResponse.of(browser);
    }

    /** Its user does not agree any more; the page does not hear of it, the next message finds out. */
    @DeleteMapping("/demo/browsers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(@PathVariable String id) throws IOException {
        if (!service.giveUp(id)) {
            throw Problem.notFound("browser");
        }
    }

    private void tell(Person owner, BrowserResponse browser) throws IOException, InterruptedException {
        var body = JSON.createObjectNode().put("endpoint", browser.endpoint());
        body.putObject("keys").put("p256dh", browser.keys().p256dh()).put("auth", browser.keys().auth());
        send(request("/api/v1/me/push-subscriptions")
                .header("Authorization", "Bearer " + issuer.tokenFor(owner))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("The platform answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
