package io.holdfast.availability;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.holdfast.servicetest.ServiceUnderTest;
import org.bson.BsonDocument;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;

/** Counts the store's find commands by collection, but for those that come of themselves. */
public final class StoreReads implements CommandListener {

    private final Map<String, AtomicInteger> finds = new ConcurrentHashMap<>();

    /** Starts an instance whose reads are counted here. */
    public ServiceUnderTest start(ServiceUnderTest.Builder instance) {
        return instance.with(
                        MongoClientSettingsBuilderCustomizer.class, () -> settings -> settings.addCommandListener(this))
                .start();
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        if (event.getCommandName().equals("find") && !isSweep(event.getCommand())) {
            finds.computeIfAbsent(event.getCommand().getString("find").getValue(), name -> new AtomicInteger())
                    .incrementAndGet();
        }
    }

    /** Of themselves come the relay's looks, and the retention's when a test moves the clock. */
    private static boolean isSweep(BsonDocument find) {
        return find.getDocument("filter", new BsonDocument()).keySet().stream()
                .anyMatch(field -> field.startsWith("outbox.") || field.equals("until"));
    }

    public int ofDays() {
        return finds.getOrDefault("calendar_days", new AtomicInteger()).get();
    }
}
