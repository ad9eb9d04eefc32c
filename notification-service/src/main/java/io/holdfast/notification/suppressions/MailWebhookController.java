package io.holdfast.notification.suppressions;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoint of the mail provider's webhooks, by Standard Webhooks. The signature over the raw bytes is the proof;
 * nothing is read before it was checked.
 */
@RestController
@OpenToAll
class MailWebhookController {

    private static final Logger log = LoggerFactory.getLogger(MailWebhookController.class);
    private static final String ID = "webhook-id";
    private static final List<String> SIGNED = List.of("id", "timestamp", "signature");
    private static final int LONGEST_ID = 255;

    private final @Nullable Webhook webhook;
    private final Suppressions suppressions;

    MailWebhookController(@Value("${notification.mail-webhook-secret:}") String secret, Suppressions suppressions) {
        this.webhook = secret.isBlank() ? null : webhook(secret.strip());
        this.suppressions = suppressions;
        if (webhook == null) {
            log.info("Bounces and complaints are not heard of: HOLDFAST_MAIL_WEBHOOK_SECRET is not set");
        }
    }

    private static Webhook webhook(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException | IllegalArgumentException e) {
            // Not the cause: it may tell of the secret.
            throw new IllegalStateException("HOLDFAST_MAIL_WEBHOOK_SECRET is no secret of Standard Webhooks (whsec_ and Base64).");
        }
    }

    /** Takes what the mail provider tells of bounces and complaints (Standard Webhooks). Without a secret there is no such page. */
    @PostMapping("/api/v1/webhooks/mail")
    @Outcomes(problems = "not-found")
    void receive(@RequestBody(required = false) byte @Nullable [] body, @RequestHeader HttpHeaders headers) {
        if (webhook == null) {
            throw Problem.notFound("page");
        }
        Map<String, List<String>> signed = signedHeaders(headers);
        if (body == null || !isGenuine(webhook, body, signed)) {
            throw Problem.badRequest("The signature does not fit.");
        }
        String id = signed.getOrDefault(ID, List.of("")).getFirst();
        if (id.length() > LONGEST_ID) {
            throw Problem.badRequest("The id is too long.");
        }
        MailEvent event = MailEvent.parse(body).orElseThrow(() -> Problem.badRequest("The event cannot be read."));
        suppressions.receive(id, event);
    }

    /** Some providers have the standard's headers under the name of the service that sends for them. */
    private static Map<String, List<String>> signedHeaders(HttpHeaders headers) {
        var signed = new HashMap<String, List<String>>();
        for (String name : SIGNED) {
            for (String brand : List.of("svix-", "webhook-")) {
                List<String> values = headers.get(brand + name);
                if (values != null && !values.isEmpty()) {
                    signed.put("webhook-" + name, values);
                }
            }
        }
        return signed;
    }

    private static boolean isGenuine(Webhook webhook, byte[] body, Map<String, List<String>> headers) {
        String text = new String(body, StandardCharsets.UTF_8);
        // What is no UTF-8 would be checked in another form than it came in.
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body)) {
            return false;
        }
        try {
            webhook.verify(text, headers);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }
}
