package io.holdfast.embedded.outside;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Where an {@link SmsProvider} puts what it takes. */
public interface SmsStore {

    /**
     * Stores the message; the sender is told 201 only after this has returned.
     *
     * @throws IOException if it cannot be stored; the sender is told 500 and tries again later
     */
    void store(ReceivedSms sms) throws IOException;

    /** What a number was sent since, newest first, at most {@code limit}. */
    List<ReceivedSms> to(String number, Instant since, int limit) throws IOException;
}
