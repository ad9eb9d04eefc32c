package io.holdfast.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a service listens to: a table of event type → what it does about it. Each service has one, in its
 * {@code <Name>Saga}, so that reading those classes shows the whole choreography.
 *
 * <pre>{@code
 * Subscriptions.of("booking-service")
 *         .on("slot.reserved.v1", SlotReserved.class, event -> …)
 *         .on("slot.rejected.v1", SlotRejected.class, event -> …)
 * }</pre>
 *
 * Delivery is at least once and a duplicate may be late, so each handler's aggregate decides what a repeated or stale
 * message means. Types that are not in the table pass by.
 */
public final class Subscriptions {

    private static final Pattern VERSION = Pattern.compile("\\.v\\d+$");

    private final String group;
    private final boolean watching;
    private final SequencedMap<String, Subscription<?>> byType = new LinkedHashMap<>();
    private final Set<String> unversioned = new HashSet<>();

    private Subscriptions(String group, boolean watching) {
        this.group = group;
        this.watching = watching;
    }

    /** @param group the service's name: its consumer group, shared by all its instances */
    public static Subscriptions of(String group) {
        return new Subscriptions(group, false);
    }

    /**
     * The table of who takes no part in the choreography and hands on what others say: {@link #onEach} is what it is made
     * for. What cannot be read passes by here and is not parked, as those who react to it park it.
     *
     * @param group a consumer group beside the services', so that nobody who reacts waits for it; the catalogue knows it, as
     *     {@code EventType.FEED} is known, or nobody sees what it parks
     */
    public static Subscriptions watching(String group) {
        return new Subscriptions(group, true);
    }

    /** Adds a row. {@code body} is the consumer's own record of the fields it reads. */
    public <T> Subscriptions on(String type, Class<T> body, Handler<T> handler) {
        if (byType.putIfAbsent(type, new Subscription<>(body, handler, Duration.ZERO)) != null) {
            throw new IllegalArgumentException(group + " already has a row for " + type);
        }
        unversioned.add(unversioned(type));
        return this;
    }

    /**
     * Adds a row for each of these types that gets events as they came, headers ({@link CloudEvents}) and bytes: for who
     * hands on many types and reads the fields of none. Still one at a time of a key, at least once, and sound in its headers;
     * nobody has looked at its body.
     */
    public Subscriptions onEach(Collection<String> types, Handler<RawEvent> handler) {
        types.forEach(type -> on(type, RawEvent.class, handler));
        return this;
    }

    /**
     * Says of the row added last that what it does is contained in what any later message of the same key does. Such a
     * message lets later ones go first for as long, and is done without being handled once one of them is that is newer, by
     * its sequence: all messages of the key must come from one document.
     *
     * @param patience how long its effect may be put off when none comes; what an ordinary run brings in between should
     *     take less
     */
    public Subscriptions supersededWithin(Duration patience) {
        Map.Entry<String, Subscription<?>> last = byType.lastEntry();
        if (last == null || !patience.isPositive()) {
            throw new IllegalArgumentException("Needs a row before it and a time to wait.");
        }
        byType.put(last.getKey(), last.getValue().supersededWithin(patience));
        return this;
    }

    public String group() {
        return group;
    }

    public Set<String> types() {
        return Set.copyOf(byType.keySet());
    }

    /** By type, the record that a body of it is read into. */
    public Map<String, Class<?>> bodies() {
        var bodies = new LinkedHashMap<String, Class<?>>();
        byType.forEach((type, subscription) -> bodies.put(type, subscription.body()));
        return bodies;
    }

    /** Whether what cannot be read passes by. */
    boolean isWatching() {
        return watching;
    }

    @Nullable Subscription<?> find(String type) {
        return byType.get(type);
    }

    /** Whether a row reads another version of this type: then passing it by would lose it. */
    boolean readsAnotherVersionOf(String type) {
        return unversioned.contains(unversioned(type));
    }

    private static String unversioned(String type) {
        return VERSION.matcher(type).replaceFirst("");
    }

    /** What to do about an event. Throwing {@link RetryLater} asks for it again, {@link PoisonMessage} parks it. */
    @FunctionalInterface
    public interface Handler<T> {
        void handle(ReceivedEvent<T> event) throws Exception;
    }

    /** @param supersededWithin zero for what is handled at once, as most is */
    record Subscription<T>(Class<T> body, Handler<T> handler, Duration supersededWithin) {

        Subscription<T> supersededWithin(Duration patience) {
            return new Subscription<>(body, handler, patience);
        }
    }
}
