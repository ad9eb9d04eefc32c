package io.holdfast.booking.persistence;

import java.util.Optional;
import java.util.function.Function;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.BookingSearch;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.NewBooking;
import io.holdfast.booking.domain.Outcome;
import io.holdfast.booking.domain.Page;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.publishing.BookingEventTranslator;
import io.holdfast.defaults.signals.Signals;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.Outbox;
import io.holdfast.messaging.Relay;
import io.holdfast.messaging.mongo.Documents;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Bookings in a document each, their events in the same. */
@Component
class MongoBookings implements Bookings {

    private final MongoOperations mongo;
    private final Documents<BookingDocument> documents;
    private final EventWriter events;
    private final Signals signals;

    MongoBookings(MongoOperations mongo, Relay relay, EventWriter events, Signals signals) {
        this.mongo = mongo;
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
                case Outcome.Unchanged unchanged -> documents.nudge(loaded);
            }
            return new Decided(booking, outcome);
        }));
    }

    private void save(BookingDocument loaded, Booking booking, Outcome.Changed changed) {
        Outbox outbox = events.append(
                loaded.outbox(), loaded.tenantId(), BookingEventTranslator.translate(booking, changed.events()));
        documents.save(BookingDocument.of(booking, loaded.version(), outbox));
        signals.changed(loaded.id());
    }

    @Override
    public Page<Booking> search(BookingSearch search, int page, int limit) {
        Query query = query(search);
        long total = mongo.count(query, BookingDocument.class);
        // The id settles the order of bookings of one millisecond, so that no page repeats or skips one.
        query.with(Sort.by(Sort.Order.desc("requestedAt"), Sort.Order.desc("_id")))
                .skip((long) (page - 1) * limit)
                .limit(limit);
        return new Page<>(
                mongo.find(query, BookingDocument.class).stream().map(BookingDocument::toBooking).toList(), total);
    }

    private static Query query(BookingSearch search) {
        Criteria criteria = Criteria.where("tenantId").is(search.tenant().value());
        if (search.professional() == null) {
            criteria.and("clientSubject").is(search.clientSubject());
        } else if (search.clientSubject() == null) {
            criteria.and("professionalId").is(search.professional().value());
        } else {
            criteria.orOperator(
                    Criteria.where("clientSubject").is(search.clientSubject()),
                    Criteria.where("professionalId").is(search.professional().value()));
        }
        if (search.status() != null) {
            criteria.and("status").is(search.status());
        }
        if (search.from() != null || search.to() != null) {
            Criteria start = criteria.and("start");
            if (search.from() != null) {
                start.gte(search.from());
            }
            if (search.to() != null) {
                start.lt(search.to());
            }
        }
        return Query.query(criteria);
    }

    private Optional<BookingDocument> document(TenantId tenant, BookingId id) {
        return documents.find(id.value()).filter(found -> found.tenantId().equals(tenant.value()));
    }
}
