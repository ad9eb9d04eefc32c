package io.holdfast.embedded.outside;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps text messages for the length of a test. */
public final class InMemorySmsStore implements SmsStore {
    private final List<ReceivedSms> all = new ArrayList<>();

    @Override
    public synchronized void store(ReceivedSms sms) {
        all.add(sms);
    }

    @Override
    public synchronized List<ReceivedSms> to(String number, Instant since, int limit) {
        return all.reversed().stream()
                .filter(sms -> sms.to().equals(number) && !sms.receivedAt().isBefore(since))
                .limit(limit)
                .toList();
    }

    /** In order of arrival. */
    public synchronized List<ReceivedSms> all() {
        return List.copyOf(all);
    }

    public synchronized void clear() {
        all.clear();
    }
}
