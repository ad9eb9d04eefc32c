package io.holdfast.notification.webhooks;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.notification.ChannelSender.Outcome;
import io.holdfast.notification.mail.AdminMail;
import io.holdfast.notification.mail.AdminNotice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells admins of webhooks that the platform has stopped. */
@Component
public class WebhookNotices {

    private static final Logger log = LoggerFactory.getLogger(WebhookNotices.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Webhooks webhooks;
    private final AdminMail mail;
    private final Clock clock;

    WebhookNotices(Webhooks webhooks, AdminMail mail, Clock clock) {
        this.webhooks = webhooks;
        this.mail = mail;
        this.clock = clock;
    }

    /** Sends the mail that is due, again under the same Message-ID when nobody could note that it was sent. */
    public void tell(String id) {
        Instant now = clock.instant();
        webhooks.find(id)
                .filter(webhook -> webhook.noticeDueAt() != null && !webhook.noticeDueAt().isAfter(now))
                .ifPresent(webhook -> {
                    boolean isDone = switch (send(webhook)) {
                        case Outcome.Delivered delivered -> true;
                        case Outcome.Undeliverable undeliverable -> {
                            log.warn("Nobody is told that webhook {} is disabled: {}", id, undeliverable.reason());
                            yield true;
                        }
                        case Outcome.TryLater later -> false;
                        case Outcome.NotTried notTried -> false;
                    };
                    webhooks.decide(id, stored -> stored.noticeDueAt() == null
                            ? Optional.empty()
                            : Optional.of(isDone ? stored.noticed() : stored.noticeLater(now.plus(PAUSE))));
                });
    }

    private Outcome send(Webhook webhook) {
        Instant stoppedAt = Objects.requireNonNullElse(webhook.stoppedAt(), webhook.createdAt());
        // The host says which it is; what comes behind it may be as good as a password.
        String host = Objects.requireNonNullElse(URI.create(webhook.target().url()).getHost(), "");
        return mail.send(
                webhook.id() + ":" + stoppedAt,
                webhook.tenantId(),
                AdminNotice.WEBHOOK_DISABLED,
                stoppedAt,
                List.of(host, webhook.target().description().isEmpty() ? webhook.id() : webhook.target().description()));
    }
}
