package io.holdfast.booking.deadletters;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.holdfast.defaults.work.DueWork;
import io.holdfast.defaults.work.DueWorkFactory;
import io.holdfast.messaging.DeadLetterHeaders;
import io.holdfast.messaging.EventTransport;
import io.holdfast.messaging.RawEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sends what was asked for, also when the broker is away for a while or this process dies in between. */
@Configuration(proxyBeanMethods = false)
class Replays {

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;
    private static final long SEND_SECONDS = 30;

    @Bean
    DueWork deadLetterReplays(DueWorkFactory work, DeadLetters letters, EventTransport transport) {
        return work.named("dead-letter-replays", LOOK, AT_ONCE)
                .of(DeadLetterDocument.class, "replayDueAt", id -> send(id, letters, transport));
    }

    private static void send(String id, DeadLetters letters, EventTransport transport) throws Exception {
        DeadLetterDocument letter = letters.find(id).orElse(null);
        if (letter == null || letter.replayDueAt() == null) {
            return;
        }
        RawEvent message = letter.message();
        transport.replay(letter.group(), message, DeadLetterHeaders.replayOf(id, message))
                .get(SEND_SECONDS, TimeUnit.SECONDS);
        letters.replaySent(id);
    }
}
