package io.holdfast.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps mail for the length of a test. */
public final class InMemoryMailStore implements MailStore {
    private final Map<Address, ReceivedMail> copies = new LinkedHashMap<>();
    private int deliveries;

    private record Address(String messageId, String recipient) {
    }

    @Override
    public synchronized void store(ReceivedMail mail) {
        for (String recipient : mail.recipients()) {
            deliveries++;
            copies.putIfAbsent(new Address(mail.messageId(), recipient.toLowerCase(Locale.ROOT)), mail);
        }
    }

    /** One entry per Message-ID and recipient, in order of first arrival. */
    public synchronized List<ReceivedMail> mails() {
        return List.copyOf(copies.values());
    }

    /** What one recipient has in the mailbox, in order of first arrival. */
    public synchronized List<ReceivedMail> mailsTo(String recipient) {
        List<ReceivedMail> mailbox = new ArrayList<>();
        copies.forEach((address, mail) -> {
            if (address.recipient().equals(recipient.toLowerCase(Locale.ROOT))) {
                mailbox.add(mail);
            }
        });
        return mailbox;
    }

    /** How many times a mail was handed over for a recipient, suppressed duplicates included. */
    public synchronized int deliveries() {
        return deliveries;
    }

    public synchronized void clear() {
        copies.clear();
        deliveries = 0;
    }
}
