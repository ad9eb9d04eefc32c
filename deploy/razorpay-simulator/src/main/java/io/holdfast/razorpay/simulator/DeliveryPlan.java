package io.holdfast.razorpay.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The delivery plan of one change's webhooks: when each is sent, how often and signed how. What chance has decided about an
 * event stays decided, also when the change itself is decided again because somebody else changed the order meanwhile.
 */
final class DeliveryPlan {
    private final WebhookMode mode;
    private final Faults faults;
    private final SimulatorSettings settings;
    private final Map<String, Delivery> deliveries = new ConcurrentHashMap<>();

    DeliveryPlan(WebhookMode mode, Faults faults, SimulatorSettings settings) {
        this.mode = mode;
        this.faults = faults;
        this.settings = settings;
    }

    boolean isNever() {
        return mode == WebhookMode.NONE;
    }

    /** @param about the event and its entity */
    Delivery of(String about) {
        return deliveries.computeIfAbsent(about, unseen -> decide());
    }

    private Delivery decide() {
        if (faults.strike(Fault.WEBHOOK_LOST).isPresent()) {
            return new Delivery(List.of(), false);
        }
        boolean oldSecret = faults.strike(Fault.WEBHOOK_OLD_SECRET).isPresent();
        return new Delivery(delays(), oldSecret);
    }

    private List<Duration> delays() {
        return switch (mode) {
            case NONE -> List.of();
            case LATE -> List.of(settings.lateWebhookAfter());
            case DUPLICATE -> List.of(Duration.ZERO, settings.duplicateWebhookAfter());
            case NORMAL -> faults.strike(Fault.WEBHOOK_LATE).map(late -> List.of(late.delay()))
                .or(() -> faults.strike(Fault.WEBHOOK_DUPLICATED).map(twice -> List.of(Duration.ZERO, twice.delay())))
                .or(() -> faults.strike(Fault.WEBHOOK_REORDERED).map(mixed -> List.of(mixed.partOfDelay())))
                .orElseGet(() -> List.of(Duration.ZERO));
        };
    }

    /** @param delays of each sending; none when it is lost */
    record Delivery(List<Duration> delays, boolean oldSecret) {
    }
}
