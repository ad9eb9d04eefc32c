package io.holdfast.razorpay.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Fault injection: decides what goes wrong. Which faults are active is forgotten at a stop; how often each struck is stored before it
 * does, so that the counts are as true as the rest of the ledger.
 */
@Component
class Faults {
    private final MongoTemplate mongo;
    private final List<Active> active = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    Faults(MongoTemplate mongo) {
        this.mongo = mongo;
        // Made beforehand: on some document servers concurrent upserts of a new counter lose increments.
        for (var fault : Fault.values()) {
            try {
                mongo.insert(new FaultCount(fault.wireName(), 0));
            } catch (DuplicateKeyException countedInAnEarlierRun) {
                continue;
            }
        }
    }

    void add(FaultRule rule) {
        synchronized (active) {
            active.add(new Active(numbers.incrementAndGet(), rule));
        }
    }

    void clear() {
        synchronized (active) {
            active.clear();
        }
    }

    /** Empty when all goes well; else it is counted already. */
    Optional<Strike> strike(Fault fault) {
        return strike(fault, null);
    }

    Optional<Strike> strike(Fault fault, @Nullable Operation operation) {
        Optional<Strike> strike;
        synchronized (active) {
            strike = active.stream()
                .filter(candidate -> candidate.concerns(fault, operation) && candidate.hits())
                .findFirst()
                .map(Active::strike);
            active.removeIf(Active::isSpent);
        }
        strike.ifPresent(struck -> mongo.updateFirst(new Query(Criteria.where("_id").is(fault.wireName())),
            new Update().inc("count", 1), FaultCount.class));
        return strike;
    }

    List<Map<String, @Nullable Object>> active() {
        synchronized (active) {
            return active.stream().map(Active::shown).toList();
        }
    }

    /** How often each fault ever struck; those that never did are there with 0. */
    Map<String, Long> injected() {
        var counts = new LinkedHashMap<String, Long>();
        for (var fault : Fault.values()) {
            var count = mongo.findById(fault.wireName(), FaultCount.class);
            counts.put(fault.wireName(), count == null ? 0 : count.count());
        }
        return counts;
    }

    /**
     * A fault that strikes now.
     *
     * @param part random, 0 to 1, for what else is left to chance
     */
    record Strike(Duration delay, double part) {
        Duration partOfDelay() {
            return Duration.ofMillis((long) (delay.toMillis() * part));
        }
    }

    @Document("fault_counts")
    record FaultCount(@Id String fault, long count) {
    }

    /** Used under the lock only. */
    private static final class Active {
        private final int number;
        private final FaultRule rule;
        private final Random random;
        private @Nullable Integer left;

        Active(int number, FaultRule rule) {
            this.number = number;
            this.rule = rule;
            this.random = new Random(rule.seed());
            this.left = rule.times();
        }

        boolean concerns(Fault fault, @Nullable Operation operation) {
            return rule.fault() == fault && (rule.on().isEmpty() || (operation != null && rule.on().contains(operation)));
        }

        boolean hits() {
            return rule.probability() >= 1 || random.nextDouble() < rule.probability();
        }

        Strike strike() {
            if (left != null) {
                left = left - 1;
            }
            return new Strike(rule.delay(), random.nextDouble());
        }

        boolean isSpent() {
            return left != null && left <= 0;
        }

        Map<String, @Nullable Object> shown() {
            var shown = new LinkedHashMap<String, @Nullable Object>();
            shown.put("number", number);
            shown.put("fault", rule.fault().wireName());
            shown.put("timesLeft", left);
            shown.put("probability", rule.probability());
            shown.put("seed", rule.seed());
            shown.put("delay", rule.delay().toString());
            shown.put("on", rule.on().stream().map(Operation::wireName).toList());
            return shown;
        }
    }
}
