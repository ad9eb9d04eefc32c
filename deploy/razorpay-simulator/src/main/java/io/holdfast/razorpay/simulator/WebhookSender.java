package io.holdfast.razorpay.simulator;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends webhooks to the merchant, at least once and in no order, until they are answered with 2xx. What is in flight
 * here is pending in the store; those of an order that are due together go out together and are noted with one write.
 */
@Component
class WebhookSender implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

    private final SimulatorSettings settings;
    private final Signatures signatures;
    private final Orders orders;
    private final DelayedTasks tasks;
    private final RealTime realTime;
    private final HttpClient http;
    private final Set<Sending> inFlight = ConcurrentHashMap.newKeySet();

    WebhookSender(SimulatorSettings settings, Signatures signatures, Orders orders, DelayedTasks tasks, RealTime realTime) {
        this.settings = settings;
        this.signatures = signatures;
        this.orders = orders;
        this.tasks = tasks;
        this.realTime = realTime;
        this.http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.webhookTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    }

    /** Takes up every pending webhook of a stored order that is not in flight already. */
    void takeUp(Order order) {
        take(order.id(), order.webhooks());
    }

    /** The same for those that should long have been sent, had not a crash or the store come between. */
    void takeUpOverdue(Order order, Instant dueBefore) {
        take(order.id(), order.webhooks().stream().filter(webhook -> !webhook.dueAt().isAfter(dueBefore)).toList());
    }

    private void take(String orderId, List<Webhook> webhooks) {
        schedule(orderId, webhooks.stream()
            .filter(webhook -> webhook.status() == Webhook.Status.PENDING)
            .filter(webhook -> inFlight.add(new Sending(orderId, webhook.number())))
            .toList());
    }

    private void schedule(String orderId, List<Webhook> webhooks) {
        var byTime = new TreeMap<Instant, List<Webhook>>();
        webhooks.forEach(webhook -> byTime.computeIfAbsent(webhook.dueAt(), due -> new ArrayList<>()).add(webhook));
        byTime.forEach((due, together) -> tasks.schedule(due, () -> deliver(orderId, together)));
    }

    private void deliver(String orderId, List<Webhook> webhooks) {
        var retries = new ArrayList<Webhook>();
        try {
            var outcomes = webhooks.stream().map(this::post).toList().stream().map(CompletableFuture::join).toList();
            if (tasks.isRunning()) {
                orders.note(orderId, outcomes);
                outcomes.stream().filter(webhook -> webhook.status() == Webhook.Status.PENDING).forEach(retries::add);
            }
        } finally {
            // Let go what is done, and also what could not be noted: the sweep will find that, still pending.
            webhooks.stream()
                .filter(webhook -> retries.stream().noneMatch(retry -> retry.number() == webhook.number()))
                .forEach(webhook -> inFlight.remove(new Sending(orderId, webhook.number())));
        }
        schedule(orderId, retries);
    }

    private CompletableFuture<Webhook> post(Webhook webhook) {
        var body = Objects.requireNonNull(webhook.body(), "a pending webhook has its body");
        var request = HttpRequest.newBuilder(settings.webhookUrl())
            .timeout(settings.webhookTimeout())
            .header("Content-Type", "application/json")
            .header("User-Agent", "Razorpay-Webhook/v1")
            .header("X-Razorpay-Signature", signatures.ofWebhook(body, webhook.oldSecret()))
            .header("x-razorpay-event-id", webhook.eventId())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).handle((response, failure) -> {
            if (response != null && response.statusCode() / 100 == 2) {
                return webhook.delivered(realTime.now());
            }
            log.debug("Webhook {} {} was not taken: {}", webhook.event(), webhook.eventId(),
                response == null ? failure : response.statusCode());
            return afterFailure(webhook);
        });
    }

    private Webhook afterFailure(Webhook webhook) {
        var now = realTime.now();
        if (now.isAfter(webhook.queuedAt().plus(settings.webhookGivesUpAfter()))) {
            log.warn("Gave up on webhook {} {} after {} attempts", webhook.event(), webhook.eventId(),
                webhook.attempts() + 1);
            return webhook.abandoned();
        }
        return webhook.failed(now.plus(settings.pauseAfter(webhook.attempts() + 1)));
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }

    private record Sending(String orderId, int number) {
    }
}
