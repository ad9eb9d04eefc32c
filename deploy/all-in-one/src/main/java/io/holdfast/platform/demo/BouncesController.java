package io.holdfast.platform.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /demo/bounces}: plays the mail provider that tells of a bounce or a complaint, by its signed webhook. */
@RestController
@OpenToAll
class BouncesController {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    // The signature lives in real time, as a provider's would.
    private final Clock realTime = Clock.systemUTC();
    private final Webhook webhook;
    private final URI gateway;

    BouncesController(@Value("${demo.mail-webhook-secret}") String secret, @Value("${demo.gateway}") URI gateway)
            throws EmptyWebhookSecretException {
        this.webhook = new Webhook(secret);
        this.gateway = gateway;
    }

    /** Plays the mail provider that tells of a bounce or a complaint. */
    @PostMapping("/demo/bounces")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void bounce(@RequestBody BounceRequest body) throws IOException, InterruptedException, WebhookSigningException {
        if (body.to() == null || !Texts.isEmail(body.to())) {
            throw Problem.invalid("to", "must be an email address");
        }
        String event = event(body.to(), body.kind()).toString();
        String id = "msg_" + UUID.randomUUID();
        long now = realTime.instant().getEpochSecond();
        var request = HttpRequest.newBuilder(gateway.resolve("/api/v1/webhooks/mail"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now))
                .header("webhook-signature", webhook.sign(id, now, event))
                .POST(HttpRequest.BodyPublishers.ofString(event));
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The platform answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static ObjectNode event(String to, @Nullable String kind) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode data = event.putObject("data");
        data.putArray("to").add(to);
        switch (kind) {
            case "complaint" -> event.put("type", "email.complained");
            case "hard" -> data.putObject("bounce").put("type", "Permanent");
            case "soft" -> data.putObject("bounce").put("type", "Transient");
            case null, default -> throw Problem.invalid("kind", "must be one of hard, soft, complaint");
        }
        return event.has("type") ? event : event.put("type", "email.bounced");
    }
}
