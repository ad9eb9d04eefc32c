package io.holdfast.loadtests.matching;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** What a service asks its store about candidates: how often, and how long it waits for the answers. */
final class CandidateQueries implements CommandListener {

    private static final BsonString CANDIDATES = new BsonString("candidates");

    private final Set<Integer> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonDocument command = event.getCommand();
        boolean find = CANDIDATES.equals(command.get("find"));
        boolean more = command.containsKey("getMore") && CANDIDATES.equals(command.get("collection"));
        if (find || more) {
            open.add(event.getRequestId());
        }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        if (open.remove(event.getRequestId())) {
            roundTrips.incrementAndGet();
            nanos.addAndGet(event.getElapsedTime(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public void commandFailed(CommandFailedEvent event) {
        open.remove(event.getRequestId());
    }

    void reset() {
        roundTrips.set(0);
        nanos.set(0);
    }

    int roundTrips() {
        return roundTrips.get();
    }

    long nanos() {
        return nanos.get();
    }
}
