package io.holdfast.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import io.holdfast.testsupport.scenario.Eventually;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A broker that goes away and comes back delays events and loses none. Apart, since it takes as long as the outage. */
public abstract class OutageSuite extends TransportFixture {

    protected abstract void brokerGoesAway();

    protected abstract void brokerComesBack();

    protected abstract Duration outage();

    @Test
    void whatIsWrittenWhileTheBrokerIsAwayArrivesInOrder() {
        relay.start();
        consume(inbox::take);
        var written = new ConcurrentHashMap<String, Integer>();
        Runnable write = () -> IntStream.range(0, 20).forEach(i -> {
            increment(key(i));
            written.merge(key(i), 1, Integer::sum);
        });
        write.run();
        inbox.awaitInOrder(key(0), 1);

        brokerGoesAway();
        Instant back = Instant.now().plus(outage());
        await().atMost(outage().plus(Eventually.PATIENCE)).pollInterval(outage().dividedBy(60)).until(() -> {
            write.run();
            return Instant.now().isAfter(back);
        });
        assertThat(inbox.of(key(0)).size()).isLessThan(written.get(key(0)));
        brokerComesBack();
        write.run();

        written.forEach(inbox::awaitInOrder);
        awaitNothingUnsent();
    }
}
