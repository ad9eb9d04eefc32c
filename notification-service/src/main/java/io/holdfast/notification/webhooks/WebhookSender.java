package io.holdfast.notification.webhooks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.holdfast.defaults.outside.GuardedHttp;
import io.holdfast.notification.ChannelSender.Outcome;
import io.holdfast.notification.feed.EventResponse;
import io.holdfast.notification.feed.FeedEvent;
import io.holdfast.notification.outside.OutsideCalls;
import io.holdfast.notification.outside.OutsideFailure;
import io.holdfast.notification.outside.Undeliverable;
import io.holdfast.notification.webhooks.Attempt.Result;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends one event to one receiver, signed by Standard Webhooks. Of the answer the status alone is read, and redirects
 * are not followed.
 */
@Component
class WebhookSender implements DisposableBean {

    private static final MediaType JSON = MediaType.get("application/cloudevents+json");
    private static final int GONE = 410;

    /** Of a receiver's clock, which checks how old a request is, and knows nothing of a platform's clock that was moved. */
    private final Clock real = Clock.systemUTC();

    private final GuardedHttp http;
    private final OutsideCalls calls;

    WebhookSender(WebhookTargets targets, WebhookSettings settings) {
        this.http = new GuardedHttp(targets.all(), settings.timeLimit());
        // A breaker would be all receivers'. Each has a pause of its own in the store, which other instances know of, too.
        this.calls = OutsideCalls.withoutBreaker("webhooks", Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Does not throw. */
    Result send(Webhook webhook, FeedEvent event, Instant now) {
        var code = new AtomicInteger();
        Outcome outcome = calls.outcomeOf(
                webhook.id() + ":" + event.id(),
                () -> request(webhook, event, now),
                request -> exchange(request, code),
                GuardedHttp::reasonOf);
        Integer answered = code.get() == 0 ? null : code.get();
        return switch (outcome) {
            case Outcome.Delivered delivered -> new Result.Taken(code.get());
            case Outcome.Undeliverable undeliverable -> new Result.Gone();
            case Outcome.TryLater later -> new Result.Failed(answered, later.reason());
            case Outcome.NotTried notTried -> new Result.NotTried();
        };
    }

    private Request request(Webhook webhook, FeedEvent event, Instant now) {
        HttpUrl url = WebhookTargets.parse(webhook.target().url()).orElseThrow();
        String body = EventResponse.json(event);
        long timestamp = real.instant().getEpochSecond();
        return new Request.Builder()
                .url(url)
                .header("User-Agent", "Holdfast-Webhooks/1")
                .header("webhook-id", event.id())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signature(webhook.signingAt(now), event.id(), timestamp, body))
                .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON))
                .build();
    }

    /** One for each secret; a receiver takes any that it knows. */
    private static String signature(List<SigningSecret> secrets, String id, long timestamp, String body) {
        try {
            var all = new StringBuilder();
            for (SigningSecret secret : secrets) {
                all.append(all.isEmpty() ? "" : " ")
                        .append(new com.standardwebhooks.Webhook(secret.value()).sign(id, timestamp, body));
            }
            return all.toString();
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            // Not the cause: it may tell of the secret.
            throw new IllegalStateException("A secret of ours cannot sign");
        }
    }

    private Outcome exchange(Request request, AtomicInteger code) throws IOException, OutsideFailure, Undeliverable {
        try (Response response = http.execute(request)) {
            code.set(response.code());
            if (response.isSuccessful()) {
                return new Outcome.Delivered();
            }
            if (response.code() == GONE) {
                throw new Undeliverable("410", null);
            }
            throw new OutsideFailure(response.isRedirect() ? "Redirects are not followed" : "Answered " + response.code());
        }
    }

    @Override
    public void destroy() {
        calls.close();
        http.close();
    }
}
