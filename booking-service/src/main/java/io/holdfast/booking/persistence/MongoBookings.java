package io.holdfast.booking.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.holdfast.booking.application.StoredBookings;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.BookingSearch;
import io.holdfast.booking.domain.BookingSearch.Whose;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.booking.domain.BookingTotals;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.NewBooking;
import io.holdfast.booking.domain.Outcome;
import io.holdfast.booking.domain.Page;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.publishing.BookingEventTranslator;
import io.holdfast.defaults.signals.Signals;
import io.holdfast.defaults.work.DueDocuments;
import io.holdfast.defaults.work.DueWork;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.mongo.Documents;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Bookings in a document each, their events in the same. */
@Component
class MongoBookings implements Bookings, StoredBookings {

    private final MongoOperations mongo;
    private final DueDocuments meetings;
    private final DueDocuments deadlines;
    private final Documents<BookingDocument> documents;
    private final EventWriter events;
    private final Signals signals;
    private volatile BiConsumer<String, Instant> meetingAlarm = (id, at) -> {};
    private volatile BiConsumer<String, Instant> deadlineAlarm = (id, at) -> {};

    MongoBookings(MongoOperations mongo, Relay relay, EventWriter events, Signals signals) {
        this.mongo = mongo;
        this.meetings = new DueDocuments(mongo, BookingDocument.class, "meetingDueAt");
        this.deadlines = new DueDocuments(mongo, BookingDocument.class, "overdueAt");
        this.documents = new Documents<>(mongo, relay, BookingDocument.class);
        this.events = events;
        this.signals = signals;
    }

    @Override
    public Optional<Booking> find(TenantId tenant, BookingId id) {
        return document(tenant, id).map(BookingDocument::toBooking);
    }

    @Override
    public boolean add(NewBooking requested) {
        Booking booking = requested.booking();
        Outbox outbox = events.append(
                Outbox.EMPTY,
                booking.terms().tenant().value(),
                BookingEventTranslator.translate(booking, requested.events()));
        try {
            documents.save(BookingDocument.of(booking, null, outbox));
        } catch (DuplicateKeyException e) {
            return false;
        }
        signals.changed(booking.id().value());
        return true;
    }

    @Override
    public Optional<Decided> decide(TenantId tenant, BookingId id, Function<Booking, Outcome> decision) {
        return OptimisticRetry.decide(() -> document(tenant, id).map(loaded -> {
            Booking booking = loaded.toBooking();
            Outcome outcome = decision.apply(booking);
            switch (outcome) {
                case Outcome.Changed changed -> save(loaded, booking, changed);
                // Whoever repeats a message may be waiting for what we said the first time.
                case Outcome.Unchanged unchanged -> documents.resendPending(loaded);
                case Outcome.Refused refused -> documents.resendPending(loaded);
            }
            return new Decided(booking, outcome);
        }));
    }

    private void save(BookingDocument loaded, Booking booking, Outcome.Changed changed) {
        Outbox outbox = events.append(
                loaded.outbox(), loaded.tenantId(), BookingEventTranslator.translate(booking, changed.events()));
        documents.save(BookingDocument.of(booking, loaded.version(), outbox));
        signals.changed(loaded.id());
        Instant due = booking.state().meeting().dueAt();
        if (due != null) {
            meetingAlarm.accept(loaded.id(), due);
        }
        booking.overdueAt().ifPresent(at -> deadlineAlarm.accept(loaded.id(), at));
    }

    /** Who is told about a meeting's work right after it was stored; without it, it is found by the next look. */
    void whenMeetingIsDue(BiConsumer<String, Instant> alarm) {
        meetingAlarm = alarm;
    }

    /** The same for deadlines. */
    void whenDeadlineIsSet(BiConsumer<String, Instant> alarm) {
        deadlineAlarm = alarm;
    }

    List<DueWork.Due> meetingsDueBefore(Instant horizon, int limit) {
        return meetings.dueBefore(horizon, limit);
    }

    List<DueWork.Due> overdueBefore(Instant horizon, int limit) {
        return deadlines.dueBefore(horizon, limit);
    }

    @Override
    public Optional<Booking> find(BookingId id) {
        return documents.find(id.value()).map(BookingDocument::toBooking);
    }

    @Override
    public Page<Booking> search(BookingSearch search, int page, int limit) {
        Query query = query(search);
        long total = mongo.count(query, BookingDocument.class);
        long offset = (page - 1L) * limit;
        if (offset >= total) {
            // Also because Spring Data takes the offset for an int, by which a large one becomes none.
            return new Page<>(List.of(), total);
        }
        // The id settles the order of bookings of one millisecond, so that no page repeats or skips one.
        query.with(Sort.by(Sort.Order.desc("requestedAt"), Sort.Order.desc("_id")))
                .skip(offset)
                .limit(limit);
        return new Page<>(
                mongo.find(query, BookingDocument.class).stream().map(BookingDocument::toBooking).toList(), total);
    }

    @Override
    public List<Instant> requestedSince(TenantId tenant, String clientKey, Instant since) {
        var query = Query.query(Criteria.where("tenantId")
                        .is(tenant.value())
                        .and("clientKey")
                        .is(clientKey)
                        .and("requestedAt")
                        .gt(since)
                        .and("manual")
                        .is(false)
                        .and("status")
                        .ne(BookingStatus.REJECTED))
                .with(Sort.by("requestedAt"));
        query.fields().include("requestedAt");
        var found = new ArrayList<Instant>();
        for (Document booking : mongo.find(query, Document.class, mongo.getCollectionName(BookingDocument.class))) {
            found.add(booking.getDate("requestedAt").toInstant());
        }
        return found;
    }

    @Override
    public long unpaid(TenantId tenant, HeldBy by, String whom) {
        String field = switch (by) {
            case CLIENT -> "unpaidClient";
            case PHONE -> "unpaidPhone";
            case ORIGIN -> "unpaidOrigin";
            case PROFESSIONAL -> "unpaidProfessional";
        };
        return mongo.count(
                Query.query(Criteria.where(field).is(BookingDocument.unpaidKey(tenant, whom))), BookingDocument.class);
    }

    @Override
    public BookingTotals totals(TenantId tenant) {
        var groups = mongo.aggregate(
                Aggregation.newAggregation(
                        Aggregation.match(Criteria.where("tenantId").is(tenant.value())),
                        Aggregation.group("status", "currency")
                                .count()
                                .as("bookings")
                                .sum("kept")
                                .as("kept")),
                BookingDocument.class,
                Document.class);
        var byStatus = new EnumMap<BookingStatus, Long>(BookingStatus.class);
        var revenue = new TreeMap<String, Long>();
        for (Document group : groups.getMappedResults()) {
            Document key = group.get("_id", Document.class);
            byStatus.merge(
                    BookingStatus.valueOf(key.getString("status")),
                    group.get("bookings", Number.class).longValue(),
                    Long::sum);
            revenue.merge(key.getString("currency"), group.get("kept", Number.class).longValue(), Long::sum);
        }
        return new BookingTotals(
                byStatus,
                revenue.entrySet().stream()
                        // A refund that was heard of before its capture makes less than nothing, for a moment.
                        .map(sum -> new Money(Math.max(0, sum.getValue()), sum.getKey()))
                        .toList());
    }

    private static Query query(BookingSearch search) {
        var all = new ArrayList<Criteria>();
        all.add(Criteria.where("tenantId").is(search.tenant().value()));
        switch (search.whose()) {
            case Whose.Everybodys everybodys -> { }
            case Whose.Clients of -> all.add(Criteria.where("clientSubject").is(of.subject()));
            case Whose.Professionals of ->
                all.add(Criteria.where("professionalId").is(of.professional().value()));
            case Whose.Eithers of -> all.add(new Criteria()
                    .orOperator(
                            Criteria.where("clientSubject").is(of.subject()),
                            Criteria.where("professionalId").is(of.professional().value())));
        }
        if (search.status() != null) {
            all.add(Criteria.where("status").is(search.status()));
        }
        if (search.from() != null) {
            all.add(Criteria.where("start").gte(search.from()));
        }
        if (search.to() != null) {
            all.add(Criteria.where("start").lt(search.to()));
        }
        if (search.archived() != null) {
            var over = Arrays.stream(BookingStatus.values()).filter(BookingStatus::isOver).toList();
            all.add(search.archived()
                    ? new Criteria()
                            .andOperator(
                                    Criteria.where("status").in(over),
                                    Criteria.where("end").lt(search.archivedBefore()))
                    : new Criteria()
                            .orOperator(
                                    Criteria.where("status").nin(over),
                                    Criteria.where("end").gte(search.archivedBefore())));
        }
        return Query.query(new Criteria().andOperator(all));
    }

    private Optional<BookingDocument> document(TenantId tenant, BookingId id) {
        return documents.find(id.value()).filter(found -> found.tenantId().equals(tenant.value()));
    }
}
