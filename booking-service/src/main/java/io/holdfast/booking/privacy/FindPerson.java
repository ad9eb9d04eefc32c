package io.holdfast.booking.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.holdfast.booking.contacts.Contacts;
import io.holdfast.booking.contacts.Contacts.KnownPerson;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingSearch;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.booking.domain.privacy.NamedPerson;
import io.holdfast.booking.domain.privacy.PersonKeys;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.defaults.search.SearchQuery;
import org.springframework.stereotype.Component;

/** Finds whom an admin means, by what they are known as here: the contact with who is merged into it, and all their bookings. */
@Component
class FindPerson {

    private static final int MOST_BOOKINGS = PrivacyJob.PAGE * PrivacyJob.MOST_PAGES;

    private final Contacts contacts;
    private final Bookings bookings;

    FindPerson(Contacts contacts, Bookings bookings) {
        this.contacts = contacts;
        this.bookings = bookings;
    }

    /**
     * A person and their bookings.
     *
     * @param recipientOf    bookings that somebody else made for them
     * @param inTheWay       of an erasure: bookings of theirs that are live, and those whose money is on its way back
     * @param othersInTheWay likewise, of somebody else's for them, which are not theirs to call off
     * @param tooMany  whether there are more bookings than a job is for
     */
    record Found(
            PersonKeys keys,
            List<String> bookings,
            List<String> recipientOf,
            List<Booking> inTheWay,
            List<Booking> othersInTheWay,
            boolean tooMany) {}

    /** Who is known by that name; none where nobody is known, several where it could be more than one person. */
    List<KnownPerson> known(TenantId tenant, NamedPerson named) {
        if (named.name() != null) {
            // Contacts are found by what is theirs alone.
            return List.of();
        }
        if (named.clientId() != null) {
            return contacts.withSubject(tenant, named.clientId()).stream().toList();
        }
        return named.email() != null
                ? contacts.withMailbox(tenant, Client.mailboxOf(named.email()))
                : contacts.withPhone(tenant, String.valueOf(named.phone()));
    }

    /** All of them, should there be several: who asks looks for that first. */
    Found find(TenantId tenant, NamedPerson named) {
        List<KnownPerson> known = known(tenant, named);
        Set<String> clientKeys = new LinkedHashSet<>();
        Set<String> subjects = new LinkedHashSet<>();
        Set<String> addresses = new LinkedHashSet<>();
        Set<String> phones = new LinkedHashSet<>();
        if (named.clientId() != null) {
            clientKeys.add("client:" + named.clientId());
            subjects.add(named.clientId());
        }
        if (named.email() != null) {
            clientKeys.add(Client.guestKey(Client.mailboxOf(named.email())));
            addresses.add(named.email());
            addresses.add(Client.mailboxOf(named.email()));
        }
        Stream.ofNullable(named.phone()).forEach(phones::add);
        for (KnownPerson person : known) {
            clientKeys.addAll(person.clientKeys());
            subjects.addAll(person.subjects());
            addresses.addAll(person.addresses());
            phones.addAll(person.phones());
        }
        var ids = new ArrayList<String>();
        var inTheWay = new ArrayList<Booking>();
        if (!clientKeys.isEmpty()) {
            var theirs = BookingSearch.of(tenant, new Whose.OneOf(List.copyOf(clientKeys)));
            bookings.walk(theirs, null, (booking, sequence) -> {
                ids.add(booking.id().value());
                note(booking.terms().client().contact(), addresses, phones);
                if (!booking.isErasable()) {
                    inTheWay.add(booking);
                }
                return ids.size() <= MOST_BOOKINGS;
            });
        }
        var keys = new PersonKeys(
                List.copyOf(clientKeys), List.copyOf(subjects), List.copyOf(addresses), List.copyOf(phones));
        Set<String> received = new LinkedHashSet<>();
        var othersInTheWay = new ArrayList<Booking>();
        keys.phones().forEach(phone -> receivedBy(
                tenant, SearchQuery.of(phone), recipient -> phone.equals(recipient.phone()), ids, received, othersInTheWay));
        if (named.name() != null) {
            String name = SearchQuery.folded(named.name());
            receivedBy(
                    tenant, SearchQuery.of(named.name()), recipient -> SearchQuery.folded(recipient.name()).equals(name), ids,
                    received, othersInTheWay);
        }
        return new Found(
                keys, ids.stream().limit(MOST_BOOKINGS).toList(), received.stream().limit(MOST_BOOKINGS).toList(), inTheWay,
                othersInTheWay, ids.size() > MOST_BOOKINGS || received.size() > MOST_BOOKINGS);
    }

    /** What is found by the words of the one who is to receive it, and is not their own booking. */
    private void receivedBy(
            TenantId tenant,
            SearchQuery words,
            Predicate<Recipient> isTheirs,
            Collection<String> own,
            Set<String> received,
            List<Booking> inTheWay) {
        bookings.walk(BookingSearch.of(tenant, words.words()), null, (booking, sequence) -> {
            Recipient recipient = booking.terms().recipient();
            if (recipient != null && isTheirs.test(recipient) && !own.contains(booking.id().value())
                    && received.add(booking.id().value()) && !booking.isErasable()) {
                inTheWay.add(booking);
            }
            return received.size() <= MOST_BOOKINGS;
        });
    }

    private static void note(Contact contact, Set<String> addresses, Set<String> phones) {
        addresses.add(contact.email());
        addresses.add(Client.mailboxOf(contact.email()));
        Stream.ofNullable(contact.phone()).forEach(phones::add);
    }
}
