package io.holdfast.booking.contacts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.defaults.DerivedId;
import io.holdfast.defaults.search.SearchTerms;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import io.holdfast.defaults.web.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A contact as stored: whoever signs in as one subject, or books as a guest with one mailbox. {@code _id} is derived from
 * the tenant and the client's key, so that two bookings at the same moment make one contact.
 *
 * @param clientKey   of their bookings, see {@link Client#key()}
 * @param subject     as whom they sign in; null for a guest
 * @param name        as they said in the booking that {@code asOf} is; likewise address, phone and language
 * @param mailboxes   that are known to be theirs: a guest's own, and those that a token vouched for, the latest last
 * @param mergedInto  the signed-in contact whose mailbox this guest's is; null for none
 * @param listed      whether it is one of its own: merged into none
 * @param createdAt   when the first booking that is known of was requested, also of those that are merged into this; while there
 *                    is none, when they were imported
 * @param lastBookedAt likewise the last one
 * @param notes       the business's own; null while nobody wrote any, empty when they were taken away
 */
@DataRetention(
        since = "lastBookedAt",
        period = "P1095D",
        why = "a business knows its clients by it; who has not booked for three years begins anew")
@PersonalData(holds = "name, addresses, phone, account, search terms and the business's notes", erased = "nothing")
@Document("contacts")
@CompoundIndex(name = "by-tenant", def = "{'tenantId': 1, 'listed': 1, 'createdAt': -1}")
@CompoundIndex(name = "by-search-term", def = "{'tenantId': 1, 'searchTerms': 1}")
@CompoundIndex(name = "by-mailbox", def = "{'tenantId': 1, 'mailboxes': 1}")
record ContactDocument(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        String clientKey,
        @Nullable String subject,
        String name,
        String email,
        @Nullable String phone,
        String language,
        @Bounded(max = ContactDocument.MOST_MAILBOXES, by = "ContactDocument, which keeps the latest") List<String> mailboxes,
        @Indexed(sparse = true) @Nullable String mergedInto,
        boolean listed,
        AsOf asOf,
        Instant createdAt,
        Instant lastBookedAt,
        @Nullable String notes,
        @Nullable Instant notesAt,
        @Bounded(max = SearchTerms.MOST, by = "SearchTerms") List<String> searchTerms) {

    static final int MOST_MAILBOXES = 10;

    /**
     * Which words of which booking it is as of; of two the later ones count.
     *
     * @param corrections how often they had been corrected
     */
    record AsOf(Instant requestedAt, String booking, int corrections) implements Comparable<AsOf> {

        /** Of what another system says; whatever they say themselves when they book is newer. */
        static final AsOf IMPORTED = new AsOf(Instant.EPOCH, "", 0);

        static AsOf of(Booking booking) {
            return new AsOf(booking.terms().requestedAt(), booking.id().value(), booking.state().corrections().size());
        }

        @Override
        public int compareTo(AsOf other) {
            return Comparator.comparing(AsOf::requestedAt)
                    .thenComparing(AsOf::booking)
                    .thenComparing(AsOf::corrections)
                    .compare(this, other);
        }
    }

    ContactDocument {
        mailboxes = List.copyOf(mailboxes);
        searchTerms = List.copyOf(searchTerms);
    }

    /** Its place in lists. */
    Cursor cursor() {
        return new Cursor(createdAt, id);
    }

    static String idOf(TenantId tenant, String clientKey) {
        return DerivedId.of("contact", tenant.value(), clientKey).toString();
    }

    /** Whoever made a booking, whom nobody knew before. */
    static ContactDocument of(Booking booking) {
        Client client = booking.terms().client();
        Instant at = booking.terms().requestedAt();
        Contact contact = client.contact();
        return new ContactDocument(
                idOf(booking.terms().tenant(), client.key()),
                null,
                booking.terms().tenant().value(),
                client.key(),
                client.subject(),
                contact.name(),
                contact.email(),
                contact.phone(),
                booking.terms().language(),
                isTheirs(client) ? List.of(Client.mailboxOf(contact.email())) : List.of(),
                null,
                true,
                AsOf.of(booking),
                at,
                at,
                null,
                null,
                termsOf(contact));
    }

    /** Somebody of whom another system knows. */
    static ContactDocument imported(TenantId tenant, Contact contact, String language, @Nullable String notes, Instant at) {
        String mailbox = Client.mailboxOf(contact.email());
        return new ContactDocument(
                idOf(tenant, Client.guestKey(mailbox)), null, tenant.value(), Client.guestKey(mailbox), null, contact.name(),
                contact.email(), contact.phone(), language, List.of(mailbox), null, true, AsOf.IMPORTED, at, at, notes,
                notes == null ? null : at, termsOf(contact));
    }

    /**
     * With what another system says: all of it while they have not booked here, after that only what is not known. What the
     * business has noted stays.
     */
    ContactDocument filledFrom(ContactDocument said) {
        boolean fresh = !hasBooked();
        String dialled = phone == null || (fresh && said.phone != null) ? said.phone : phone;
        ContactDocument words = fresh ? said : this;
        return new ContactDocument(
                id, version, tenantId, clientKey, subject, words.name, words.email, dialled, words.language, mailboxes, mergedInto,
                listed, asOf, createdAt, lastBookedAt, notes == null ? said.notes : notes, notes == null ? said.notesAt : notesAt,
                termsOf(new Contact(words.name, words.email, dialled)));
    }

    /** Whether a booking of theirs is known; of who was imported there may be none. */
    boolean hasBooked() {
        return !asOf.equals(AsOf.IMPORTED);
    }

    /** When they first did; null while they have not. */
    @Nullable Instant firstBookedAt() {
        return hasBooked() ? createdAt : null;
    }

    /** When they last did; null while they have not. */
    @Nullable Instant latestBookedAt() {
        return hasBooked() ? lastBookedAt : null;
    }

    /** With what one of their bookings says; the same when that is known. */
    ContactDocument with(Booking booking) {
        ContactDocument said = of(booking);
        boolean newer = said.asOf.compareTo(asOf) >= 0;
        ContactDocument words = newer ? said : this;
        return new ContactDocument(
                id, version, tenantId, clientKey, subject, words.name, words.email, words.phone, words.language,
                withLatest(said.mailboxes), mergedInto, listed, words.asOf,
                hasBooked() ? earlier(createdAt, said.createdAt) : said.createdAt,
                hasBooked() ? later(lastBookedAt, said.lastBookedAt) : said.lastBookedAt, notes, notesAt, words.searchTerms);
    }

    ContactDocument mergedInto(ContactDocument signedIn) {
        return new ContactDocument(
                id, version, tenantId, clientKey, subject, name, email, phone, language, mailboxes, signedIn.id, false, asOf,
                createdAt, lastBookedAt, notes, notesAt, searchTerms);
    }

    /** As whoever has booked as that guest, too. */
    ContactDocument alsoKnownAs(ContactDocument guest) {
        if (!guest.hasBooked()) {
            return this;
        }
        return new ContactDocument(
                id, version, tenantId, clientKey, subject, name, email, phone, language, mailboxes, mergedInto, listed, asOf,
                earlier(createdAt, guest.createdAt), later(lastBookedAt, guest.lastBookedAt), notes, notesAt, searchTerms);
    }

    ContactDocument noted(String text, Instant at) {
        return new ContactDocument(
                id, version, tenantId, clientKey, subject, name, email, phone, language, mailboxes, mergedInto, listed, asOf,
                createdAt, lastBookedAt, text, at, searchTerms);
    }

    boolean isSignedIn() {
        return subject != null;
    }

    private List<String> withLatest(List<String> said) {
        var all = new ArrayList<>(mailboxes);
        said.stream().filter(mailbox -> !all.contains(mailbox)).forEach(all::add);
        return all.subList(Math.max(0, all.size() - MOST_MAILBOXES), all.size());
    }

    private static boolean isTheirs(Client client) {
        return client.isGuest() || client.isVouched();
    }

    private static List<String> termsOf(Contact contact) {
        return new SearchTerms().name(contact.name()).email(contact.email()).phone(contact.phone()).toList();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
