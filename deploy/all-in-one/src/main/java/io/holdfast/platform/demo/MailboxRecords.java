package io.holdfast.platform.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import jakarta.mail.MessagingException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * What stands in for people's mailboxes, phones and browsers. Outside they are their owners' own; here they are on the same
 * machine as all the rest, so what was sent to somebody who is erased, or to others about their bookings, is erased with them.
 * notification-service has this beside its own, and does it as durably.
 */
final class MailboxRecords implements PersonalRecords {

    private final MongoOperations mongo;
    private final MailboxController mailbox;

    MailboxRecords(MongoOperations mongo, MailboxController mailbox) {
        this.mongo = mongo;
        this.mailbox = mailbox;
    }

    @Override
    public String collection() {
        return "demo-mailbox";
    }

    /** Nothing that the business holds, so nothing that it hands out. */
    @Override
    public List<Criteria> of(Person person) {
        return List.of();
    }

    @Override
    public long erase(Person person) {
        return remove(StoredMail.class, theirs(person, "EMAIL"))
                + remove(StoredSms.class, theirs(person, "SMS"))
                + remove(StoredPush.class, theirs(person, "PUSH"))
                + (person.isFirstPage() && !person.subjects().isEmpty()
                        ? mongo.remove(Query.query(Criteria.where("subject").in(person.subjects())), StoredBrowser.class)
                                .getDeletedCount()
                        : 0);
    }

    private List<String> theirs(Person person, String channel) {
        try {
            return mailbox.mailbox(null, channel).stream()
                    .filter(sent -> isTo(sent, person) || isAbout(sent, person))
                    .map(SentMessage::messageId)
                    .toList();
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail that was taken in can be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTo(SentMessage sent, Person person) {
        return Stream.of(sent.to().split(", "))
                .anyMatch(to -> person.hasAddress(to) || person.hasPhone(to) || person.isSubject(to));
    }

    /** Each leads to its booking. */
    private static boolean isAbout(SentMessage sent, Person person) {
        String said = sent.text() + sent.html() + sent.link();
        return person.bookingIds().stream().anyMatch(said::contains);
    }

    private long remove(Class<?> stored, List<String> ids) {
        return ids.isEmpty() ? 0 : mongo.remove(Query.query(Criteria.where("_id").in(ids)), stored).getDeletedCount();
    }
}
