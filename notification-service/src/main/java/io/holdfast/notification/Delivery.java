package io.holdfast.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The state machine of handing a notification over to one person by one channel, at growing intervals for a day.
 *
 * @param attempts   how often it was handed to the channel
 * @param dueAt      while pending: to be sent from then on; while it is sent: the end of the claim; null once settled
 * @param triedSince the first attempt; giving up is measured from here
 * @param reason     what the last attempt ran into, or why there was none
 */
public record Delivery(
        Recipient recipient,
        Channel channel,
        Addressee addressee,
        DeliveryStatus status,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable Instant triedSince,
        @Nullable Instant settledAt,
        @Nullable String reason) {

    /** The longest that a channel may take, its queue included. */
    public static final Duration LONGEST_SENDING = Duration.ofSeconds(26);

    /** Longer than that, so that a claim ends only when its holder is gone; the rest is for waiting until it begins. */
    static final Duration CLAIM = Duration.ofSeconds(40);

    private static final Duration LONGEST_TRIED = Duration.ofHours(24);
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    /** A new one, to be sent from {@code dueAt} on; without an address it has failed. */
    static Delivery of(Recipient recipient, Channel channel, Person person, Instant dueAt) {
        Addressee addressee = person.on(channel);
        var pending = new Delivery(recipient, channel, addressee, DeliveryStatus.PENDING, 0, dueAt, null, null, null);
        return addressee.address() == null ? pending.givenUp("No address is known", dueAt) : pending;
    }

    /** Whether it goes to the same person by the same channel. */
    boolean isAlong(Delivery other) {
        return recipient == other.recipient && channel == other.channel;
    }

    boolean isDue(Instant now) {
        return dueAt != null && !dueAt.isAfter(now);
    }

    boolean isSettled() {
        return switch (status) {
            case PENDING, SENDING -> false;
            case SENT, FAILED, SKIPPED -> true;
        };
    }

    /** Whether its claim lasts so long. */
    boolean isClaimedFor(Duration time, Instant now) {
        return dueAt != null && !dueAt.isBefore(now.plus(time));
    }

    /** Whether this is still the attempt that {@code claimed} began; its claim may have ended and another begun. */
    boolean isAttempt(Delivery claimed) {
        return isAlong(claimed) && status == DeliveryStatus.SENDING && attempts == claimed.attempts;
    }

    Delivery claimed(Instant now) {
        Instant since = triedSince == null ? now : triedSince;
        return as(DeliveryStatus.SENDING, attempts + 1, now.plus(CLAIM), since, null, reason);
    }

    /** Left alone for a moment. */
    Delivery postponed(Instant now) {
        return as(DeliveryStatus.PENDING, attempts, now.plus(SHORT_PAUSE), triedSince, null, reason);
    }

    /** After an attempt. */
    Delivery after(ChannelSender.Outcome outcome, Instant now) {
        return switch (outcome) {
            case ChannelSender.Outcome.Delivered() -> as(DeliveryStatus.SENT, attempts, null, triedSince, now, null);
            case ChannelSender.Outcome.Undeliverable(String why) -> givenUp(why, now);
            case ChannelSender.Outcome.TryLater(String why) -> isWorthAnotherTry(now) ? failedFor(why, now) : givenUp(why, now);
            case ChannelSender.Outcome.NotTried() -> untried(now.plus(SHORT_PAUSE));
        };
    }

    /** The client is erased: what was theirs went to nobody, and what is not sent yet is not. */
    Delivery ofNobody(Instant now) {
        Addressee whom = recipient == Recipient.CLIENT
                ? new Addressee("", null, addressee.language(), addressee.zone())
                : addressee;
        Delivery theirs = new Delivery(recipient, channel, whom, status, attempts, dueAt, triedSince, settledAt, reason);
        return theirs.isSettled() ? theirs : theirs.skipped("The client was erased", now);
    }

    Delivery skipped(String why, Instant now) {
        return as(DeliveryStatus.SKIPPED, attempts, null, triedSince, now, why);
    }

    private Delivery givenUp(String why, Instant now) {
        return as(DeliveryStatus.FAILED, attempts, null, triedSince, now, why);
    }

    private boolean isWorthAnotherTry(Instant now) {
        return triedSince == null || now.isBefore(triedSince.plus(LONGEST_TRIED));
    }

    /** Back in the queue with a growing pause. */
    private Delivery failedFor(String why, Instant now) {
        Duration pause = PAUSES.get(Math.clamp(attempts - 1L, 0, PAUSES.size() - 1));
        return as(DeliveryStatus.PENDING, attempts, now.plus(pause), triedSince, null, why);
    }

    /** Back in the queue as it was before. */
    private Delivery untried(Instant then) {
        Instant since = attempts == 1 ? null : triedSince;
        return as(DeliveryStatus.PENDING, attempts - 1, then, since, null, reason);
    }

    private Delivery as(
            DeliveryStatus next,
            int tried,
            @Nullable Instant due,
            @Nullable Instant since,
            @Nullable Instant settled,
            @Nullable String why) {
        return new Delivery(recipient, channel, addressee, next, tried, due, since, settled, why);
    }
}
