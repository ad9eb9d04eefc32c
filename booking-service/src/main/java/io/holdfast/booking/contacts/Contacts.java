package io.holdfast.booking.contacts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.imports.RowStatus;
import io.holdfast.defaults.search.SearchQuery;
import io.holdfast.defaults.search.SearchTerms;
import io.holdfast.defaults.web.Cursor;
import io.holdfast.defaults.web.CursorPaging;
import io.holdfast.messaging.Gathering;
import io.holdfast.messaging.Gatherings;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.PageQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * A projection of bookings: one contact for each person and tenant. It is told by our own events that a booking has something
 * new to say, and reads what from the booking itself, so that repeated, late and reordered news come to the same; reading
 * all bookings once more does, too ({@link ContactRebuilds}). Whoever was refused their slot is no contact for that.
 *
 * <p>Two are one when an address is known to be the same person's: a guest's contact is merged into the one of whoever signs
 * in with a token that vouches for that mailbox. What a signed-in client types for somebody else merges nothing.
 */
@Component
public class Contacts {

    /** So many contacts of one person at most; each mailbox is one. */
    private static final int MOST_MERGED = 20;

    private static final int WALKED_AT_ONCE = 500;

    private static final Sort NEWEST_FIRST = Sort.by(Sort.Order.desc("createdAt"), Sort.Order.desc("_id"));

    private final MongoOperations mongo;
    private final Bookings bookings;
    private final Gathering<News> news;
    private final Clock clock;

    Contacts(MongoOperations mongo, Bookings bookings, Gatherings gatherings, Clock clock) {
        this.mongo = mongo;
        this.news = gatherings.of(this::projectAll);
        this.bookings = bookings;
        this.clock = clock;
    }

    /**
     * A contact and the guests that are merged into it.
     *
     * @param merged the earliest first
     */
    record Person(ContactDocument contact, List<ContactDocument> merged) {

        /** The business's, or before it wrote any here those of who is merged into it; null for none. */
        @Nullable String notes() {
            String own = contact.notes();
            if (own != null) {
                return own.isEmpty() ? null : own;
            }
            List<String> theirs = merged.stream()
                    .flatMap(one -> Stream.ofNullable(one.notes()))
                    .filter(notes -> !notes.isEmpty())
                    .toList();
            return theirs.isEmpty() ? null : String.join("\n\n", theirs);
        }

        List<String> clientKeys() {
            return Stream.concat(Stream.of(contact), merged.stream()).map(ContactDocument::clientKey).toList();
        }
    }

    /**
     * Somebody as an admin may mean them: the contact with who is merged into it.
     *
     * @param addresses mailboxes that are known to be theirs, and the address that they gave last
     * @param phones    E.164
     */
    public record KnownPerson(
            String contactId, List<String> clientKeys, List<String> subjects, List<String> addresses, List<String> phones) {

        private static KnownPerson of(Person person) {
            List<ContactDocument> all = Stream.concat(Stream.of(person.contact()), person.merged().stream()).toList();
            return new KnownPerson(
                    person.contact().id(),
                    person.clientKeys(),
                    all.stream().flatMap(one -> Stream.ofNullable(one.subject())).toList(),
                    all.stream().flatMap(one -> Stream.concat(one.mailboxes().stream(), Stream.of(one.email()))).toList(),
                    all.stream().flatMap(one -> Stream.ofNullable(one.phone())).toList());
        }
    }

    /** The contact of whoever signs in as that. */
    public Optional<KnownPerson> withSubject(TenantId tenant, String subject) {
        return person(tenant, idOf(tenant, "client:" + subject)).map(KnownPerson::of);
    }

    /**
     * The people whose mailbox that is, or who gave it as theirs last; normally one.
     *
     * @param mailbox see {@link Client#mailboxOf}
     */
    public List<KnownPerson> withMailbox(TenantId tenant, String mailbox) {
        Stream<ContactDocument> owners = mongo.find(
                        Query.query(Criteria.where("tenantId").is(tenant.value()).and("mailboxes").is(mailbox)).limit(MOST_MERGED),
                        ContactDocument.class)
                .stream();
        Stream<ContactDocument> typists = found(tenant, new SearchTerms().email(mailbox))
                .filter(contact -> Client.mailboxOf(contact.email()).equals(mailbox));
        return distinct(tenant, Stream.concat(owners, typists));
    }

    /** @param phone E.164 */
    public List<KnownPerson> withPhone(TenantId tenant, String phone) {
        return distinct(tenant, found(tenant, new SearchTerms().phone(phone)).filter(contact -> phone.equals(contact.phone())));
    }

    private Stream<ContactDocument> found(TenantId tenant, SearchTerms terms) {
        return terms.toList().stream().limit(1).flatMap(term -> mongo.find(
                        Query.query(Criteria.where("tenantId").is(tenant.value()).and("searchTerms").is(term)).limit(MOST_MERGED),
                        ContactDocument.class)
                .stream());
    }

    private List<KnownPerson> distinct(TenantId tenant, Stream<ContactDocument> found) {
        var people = new LinkedHashMap<String, KnownPerson>();
        found.flatMap(contact -> person(tenant, contact.id()).stream())
                .map(KnownPerson::of)
                .forEach(person -> people.putIfAbsent(person.contactId(), person));
        return List.copyOf(people.values());
    }

    /** The id of the contact of whose bookings have that client key. */
    public static String idOf(TenantId tenant, String clientKey) {
        return ContactDocument.idOf(tenant, clientKey);
    }

    /** A booking has something new to say of who made it; said several times within a second it is read once. */
    public void project(TenantId tenant, BookingId id) {
        news.add(new News(tenant, id));
    }

    private record News(TenantId tenant, BookingId booking) {}

    private void projectAll(List<News> all) {
        for (News each : new LinkedHashSet<>(all)) {
            // One that was refused may be forgotten by now.
            bookings.find(each.tenant(), each.booking()).ifPresent(this::project);
        }
    }

    void project(Booking booking) {
        // Who was erased is nobody's contact again, whatever is heard of their bookings.
        if (!wasHeld(booking) || booking.terms().client().isErased()) {
            return;
        }
        ContactDocument contact = OptimisticRetry.decide(() -> {
            ContactDocument said = ContactDocument.of(booking);
            Optional<ContactDocument> known = find(said.id());
            ContactDocument next = known.map(there -> there.with(booking)).orElse(said);
            return known.filter(next::equals).orElseGet(() -> mongo.save(next));
        });
        var tenant = booking.terms().tenant();
        contact.mailboxes().forEach(mailbox -> mergeGuest(tenant, mailbox));
    }

    /** What another system says of somebody. Nobody vouches for the address, so it is a guest's until who signs in has it. */
    public record Said(Contact contact, String language, @Nullable String notes) {}

    /** What {@link #take} would do. */
    public RowStatus wouldTake(TenantId tenant, Said said) {
        ContactDocument row = ContactDocument.imported(tenant, said.contact(), said.language(), said.notes(), clock.instant());
        return knownAs(tenant, row)
                .map(known -> known.filledFrom(row).equals(known) ? RowStatus.UNCHANGED : RowStatus.UPDATED)
                .orElse(RowStatus.CREATED);
    }

    /** Takes over what another system says of somebody; what they said here themselves stays. */
    public void take(TenantId tenant, Said said) {
        OptimisticRetry.decide(() -> {
            ContactDocument row =
                    ContactDocument.imported(tenant, said.contact(), said.language(), said.notes(), clock.instant());
            Optional<ContactDocument> known = knownAs(tenant, row);
            ContactDocument next = known.map(there -> there.filledFrom(row)).orElse(row);
            return known.filter(next::equals).orElseGet(() -> mongo.save(next));
        });
        mergeGuest(tenant, Client.mailboxOf(said.contact().email()));
    }

    /** As whom somebody is known already: who signs in and has that mailbox, or the guest. */
    private Optional<ContactDocument> knownAs(TenantId tenant, ContactDocument row) {
        return signedIn(tenant, row.mailboxes().getFirst()).or(() -> find(row.id()));
    }

    /** Whether it ever was more than a request. */
    private static boolean wasHeld(Booking booking) {
        return booking.state().history().stream()
                .map(change -> change.status())
                .anyMatch(status -> status != BookingStatus.REQUESTED && !status.isOver());
    }

    /**
     * Looks after the write, so that of a guest and a signed-in client who book at the same moment at least one is seen by the
     * other. Of several who sign in the earliest has the guest.
     */
    private void mergeGuest(TenantId tenant, String mailbox) {
        OptimisticRetry.decide(() -> {
            Optional<ContactDocument> guest = find(ContactDocument.idOf(tenant, Client.guestKey(mailbox)));
            Optional<ContactDocument> owner = guest.isEmpty() ? Optional.empty() : signedIn(tenant, mailbox);
            if (guest.isPresent() && owner.isPresent()) {
                merge(guest.get(), owner.get());
            }
            return owner;
        });
    }

    private void merge(ContactDocument guest, ContactDocument owner) {
        if (!owner.id().equals(guest.mergedInto())) {
            mongo.save(guest.mergedInto(owner));
        }
        ContactDocument both = owner.alsoKnownAs(guest);
        if (!both.equals(owner)) {
            mongo.save(both);
        }
    }

    private Optional<ContactDocument> signedIn(TenantId tenant, String mailbox) {
        Query theirs = Query.query(Criteria.where("tenantId").is(tenant.value()).and("mailboxes").is(mailbox))
                .with(NEWEST_FIRST.reverse())
                .limit(MOST_MERGED);
        return mongo.find(theirs, ContactDocument.class).stream().filter(ContactDocument::isSignedIn).findFirst();
    }

    private Optional<ContactDocument> find(String id) {
        return Optional.ofNullable(mongo.findById(id, ContactDocument.class));
    }

    /** Who is known as this contact; who is merged into another is that one. Empty when the tenant has none. */
    Optional<Person> person(TenantId tenant, String id) {
        return find(id)
                .flatMap(found -> found.mergedInto() == null ? Optional.of(found) : find(found.mergedInto()).or(() -> Optional.of(found)))
                .filter(found -> found.tenantId().equals(tenant.value()))
                .map(found -> new Person(found, mergedInto(found)));
    }

    private List<ContactDocument> mergedInto(ContactDocument contact) {
        Query merged = Query.query(Criteria.where("mergedInto").is(contact.id()))
                .with(NEWEST_FIRST.reverse())
                .limit(MOST_MERGED);
        return mongo.find(merged, ContactDocument.class);
    }

    /** Writes the business's notes in place of the former ones; empty when the tenant has no such contact. */
    Optional<Person> note(TenantId tenant, String id, @Nullable String notes) {
        return OptimisticRetry.decide(() -> person(tenant, id).map(known -> {
            ContactDocument noted = known.contact().noted(notes == null ? "" : notes, clock.instant());
            return new Person(mongo.save(noted), known.merged());
        }));
    }

    /** By when they first booked, the latest first; behind a cursor one more than is asked for. */
    Page<ContactDocument> list(TenantId tenant, SearchQuery wanted, CursorPaging paging) {
        Cursor after = paging.after();
        if (after == null) {
            return PageQuery.find(
                    mongo, query(listed(tenant, wanted)), paging.page(), paging.limit(), ContactDocument.class);
        }
        return new Page<>(
                following(tenant, wanted, after, paging.limit() + 1),
                mongo.count(query(listed(tenant, wanted)), ContactDocument.class));
    }

    /** All of them in the list's order, a few at a time. */
    void walk(TenantId tenant, SearchQuery wanted, Consumer<ContactDocument> visitor) {
        List<ContactDocument> piece =
                mongo.find(query(listed(tenant, wanted)).limit(WALKED_AT_ONCE), ContactDocument.class);
        piece.forEach(visitor);
        while (piece.size() == WALKED_AT_ONCE) {
            piece = following(tenant, wanted, piece.getLast().cursor(), WALKED_AT_ONCE);
            piece.forEach(visitor);
        }
    }

    private List<ContactDocument> following(TenantId tenant, SearchQuery wanted, Cursor after, int limit) {
        List<Criteria> following = listed(tenant, wanted);
        following.add(new Criteria().orOperator(
                Criteria.where("createdAt").lt(after.at()),
                Criteria.where("createdAt").is(after.at()).and("_id").lt(after.id())));
        if (wanted.words().isEmpty()) {
            // Once more, so that the index is read from there on.
            following.add(Criteria.where("createdAt").lte(after.at()));
        }
        return mongo.find(query(following).limit(limit), ContactDocument.class);
    }

    private static List<Criteria> listed(TenantId tenant, SearchQuery wanted) {
        var demands = new ArrayList<Criteria>();
        demands.add(Criteria.where("tenantId").is(tenant.value()));
        demands.add(Criteria.where("listed").is(true));
        demands.addAll(wanted.on("searchTerms"));
        return demands;
    }

    private static Query query(List<Criteria> demands) {
        return Query.query(new Criteria().andOperator(demands)).with(NEWEST_FIRST);
    }
}
