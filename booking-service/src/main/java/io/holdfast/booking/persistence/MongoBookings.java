package io.holdfast.booking.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingSearch;
import io.holdfast.booking.domain.booking.BookingSearch.Position;
import io.holdfast.booking.domain.booking.BookingSearch.Whose;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.events.Bodies;
import io.holdfast.defaults.search.SearchQuery;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import io.holdfast.messaging.mongo.PageQuery;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Bookings in a document each, their events in the same. */
@Component
class MongoBookings implements Bookings {

    /** Documents, of some 10 KB each. */
    private static final int WALKED_AT_ONCE = 200;

    /** An offering's longest duration is one day. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** The id settles the order of bookings of one millisecond, so that no page repeats or skips one. */
    private static final Sort NEWEST_FIRST = Sort.by(Sort.Order.desc("requestedAt"), Sort.Order.desc("_id"));

    private final MongoOperations mongo;
    private final Aggregates<Booking, BookingEvent, BookingDocument> bookings;

    MongoBookings(MongoOperations mongo, Aggregates<Booking, BookingEvent, BookingDocument> bookings) {
        this.mongo = mongo;
        this.bookings = bookings;
    }

    @Bean
    static Aggregates<Booking, BookingEvent, BookingDocument> bookings(AggregateFactory aggregates) {
        return aggregates.of(BookingDocument.class, new AggregateMapping<>(
                BookingDocument::toDomain, BookingDocument::of, booking -> booking.terms().tenant().value(), Bodies::of));
    }

    @Override
    public Optional<Booking> find(TenantId tenant, BookingId id) {
        return find(id).filter(found -> found.terms().tenant().equals(tenant));
    }

    @Override
    public Optional<Booking> find(BookingId id) {
        return bookings.find(id.value());
    }

    @Override
    public boolean add(Decision<Booking, BookingEvent> requested) {
        return bookings.add(requested);
    }

    @Override
    public Optional<Decided<Booking, BookingEvent>> decide(
            TenantId tenant, BookingId id, Function<Booking, Decision<Booking, BookingEvent>> decision) {
        return bookings.decide(id.value(), booking -> booking.terms().tenant().equals(tenant)
                        ? decision.apply(booking)
                        : Decision.unchanged(booking, "it is another tenant's"))
                .filter(decided -> decided.after().terms().tenant().equals(tenant));
    }

    @Override
    public Page<Booking> search(BookingSearch search, int page, int limit) {
        Query query = query(search).with(NEWEST_FIRST);
        return PageQuery.find(mongo, query, page, limit, BookingDocument.class).map(BookingDocument::toDomain);
    }

    @Override
    public List<Booking> during(
            TenantId tenant,
            Collection<ProfessionalId> professionals,
            Collection<BookingStatus> statuses,
            Instant from,
            Instant to,
            int limit) {
        var demands = new ArrayList<Criteria>();
        demands.add(Criteria.where("tenantId").is(tenant.value()));
        if (!professionals.isEmpty()) {
            demands.add(Criteria.where("professionalId").in(professionals.stream().map(ProfessionalId::value).toList()));
        }
        // No booking is longer, so that the index is read from there on.
        demands.add(Criteria.where("start").gte(from.minus(LONGEST)));
        demands.add(Criteria.where("start").lt(to));
        demands.add(Criteria.where("end").gt(from));
        demands.add(Criteria.where("status").in(statuses));
        Query query = Query.query(new Criteria().andOperator(demands))
                .with(Sort.by(Sort.Order.asc("start"), Sort.Order.asc("_id")))
                .limit(limit);
        return mongo.find(query, BookingDocument.class).stream().map(BookingDocument::toDomain).toList();
    }

    @Override
    public void walk(BookingSearch search, @Nullable Instant until, Visitor visitor) {
        Instant moment = until;
        // Of that moment; bounded by what is requested within one millisecond.
        Set<String> seen = new HashSet<>();
        while (true) {
            Query query = query(search).with(Sort.by(Sort.Order.desc("requestedAt"))).limit(WALKED_AT_ONCE + seen.size());
            if (moment != null) {
                query.addCriteria(Criteria.where("requestedAt").lte(moment));
            }
            List<BookingDocument> piece = mongo.find(query, BookingDocument.class);
            for (BookingDocument found : piece) {
                if (!found.requestedAt().equals(moment)) {
                    moment = found.requestedAt();
                    seen.clear();
                }
                if (seen.add(found.id()) && !visitor.visit(found.toDomain(), found.outbox().lastSequence())) {
                    return;
                }
            }
            if (piece.size() < query.getLimit()) {
                return;
            }
        }
    }

    @Override
    public List<Booking> forgettable(Instant before, int limit) {
        Query old = Query.query(Criteria.where("forgettableSince").lt(before)).with(Sort.by("forgettableSince")).limit(limit);
        return mongo.find(old, BookingDocument.class).stream().map(BookingDocument::toDomain).toList();
    }

    @Override
    public List<TenantId> tenants() {
        var tenants = new ArrayList<TenantId>();
        String last = "";
        while (true) {
            // From one to the next along the index, however many bookings each has.
            Query next = Query.query(Criteria.where("tenantId").gt(last))
                    .with(Sort.by(Sort.Order.asc("tenantId"), Sort.Order.desc("requestedAt")));
            next.fields().include("tenantId");
            Document found = mongo.findOne(next, Document.class, bookings.collection());
            if (found == null) {
                return tenants;
            }
            last = found.getString("tenantId");
            tenants.add(new TenantId(last));
        }
    }

    @Override
    public Page<Booking> searchAfter(BookingSearch search, Position after, int limit) {
        var demands = demands(search);
        demands.add(beyond(after, false));
        if (search.words().isEmpty()) {
            // Says the same a second time, for the planner: the index is read from there on. What is looked for by words is
            // few and read by those.
            demands.add(Criteria.where("requestedAt").lte(after.requestedAt()));
        }
        Query following = Query.query(new Criteria().andOperator(demands)).with(NEWEST_FIRST).limit(limit);
        return new Page<>(
                mongo.find(following, BookingDocument.class).stream().map(BookingDocument::toDomain).toList(),
                mongo.count(query(search), BookingDocument.class));
    }

    @Override
    public List<Booking> requestedAfter(TenantId tenant, @Nullable Position after, int limit) {
        var demands = new ArrayList<Criteria>();
        demands.add(Criteria.where("tenantId").is(tenant.value()));
        if (after != null) {
            demands.add(beyond(after, true));
            demands.add(Criteria.where("requestedAt").gte(after.requestedAt()));
        }
        Query following = Query.query(new Criteria().andOperator(demands)).with(NEWEST_FIRST.reverse()).limit(limit);
        return mongo.find(following, BookingDocument.class).stream().map(BookingDocument::toDomain).toList();
    }

    private static Criteria beyond(Position position, boolean newer) {
        Criteria at = Criteria.where("requestedAt");
        Criteria sameTime = Criteria.where("requestedAt").is(position.requestedAt()).and("_id");
        String id = position.id().value();
        return new Criteria().orOperator(
                newer ? at.gt(position.requestedAt()) : at.lt(position.requestedAt()),
                newer ? sameTime.gt(id) : sameTime.lt(id));
    }

    @Override
    public List<Instant> requestedSince(TenantId tenant, String clientKey, Instant since) {
        var query = Query.query(Criteria.where("tenantId").is(tenant.value()).and("clientKey").is(clientKey)
                        .and("requestedAt").gt(since).and("manual").is(false).and("status").ne(BookingStatus.REJECTED))
                .with(Sort.by("requestedAt"));
        query.fields().include("requestedAt");
        return mongo.find(query, Document.class, bookings.collection()).stream()
                .map(booking -> booking.getDate("requestedAt").toInstant())
                .toList();
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
    public Totals totals(TenantId tenant) {
        var groups = mongo.aggregate(
                Aggregation.newAggregation(
                        Aggregation.match(Criteria.where("tenantId").is(tenant.value())),
                        Aggregation.group("status", "currency").count().as("bookings").sum("kept").as("kept")),
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
        return new Totals(
                byStatus,
                revenue.entrySet().stream()
                        // A refund that was heard of before its capture makes less than nothing, for a moment.
                        .map(sum -> Money.of(Math.max(0, sum.getValue()), sum.getKey()))
                        .toList());
    }

    private static Query query(BookingSearch search) {
        return Query.query(new Criteria().andOperator(demands(search)));
    }

    private static List<Criteria> demands(BookingSearch search) {
        var all = new ArrayList<Criteria>();
        all.add(Criteria.where("tenantId").is(search.tenant().value()));
        switch (search.whose()) {
            case Whose.Everybodys everybodys -> { }
            case Whose.Clients of -> all.add(Criteria.where("clientSubject").is(of.subject()));
            case Whose.Professionals of ->
                all.add(Criteria.where("professionalId").is(of.professional().value()));
            case Whose.OneOf of -> all.add(Criteria.where("clientKey").in(of.clientKeys()));
            case Whose.Eithers of -> all.add(new Criteria().orOperator(
                    Criteria.where("clientSubject").is(of.subject()),
                    Criteria.where("professionalId").is(of.professional().value())));
        }
        if (search.status() != null) {
            all.add(Criteria.where("status").is(search.status()));
        }
        if (search.offering() != null) {
            all.add(Criteria.where("offeringId").is(search.offering().value()));
        }
        if (search.professional() != null) {
            all.add(Criteria.where("professionalId").is(search.professional().value()));
        }
        all.addAll(new SearchQuery(search.words()).on("searchTerms"));
        if (search.from() != null) {
            all.add(Criteria.where("start").gte(search.from()));
        }
        if (search.to() != null) {
            all.add(Criteria.where("start").lt(search.to()));
        }
        if (search.archived() != null) {
            var over = Arrays.stream(BookingStatus.values()).filter(BookingStatus::isOver).toList();
            all.add(search.archived()
                    ? Criteria.where("status").in(over).and("end").lt(search.archivedBefore())
                    : new Criteria().orOperator(
                            Criteria.where("status").nin(over), Criteria.where("end").gte(search.archivedBefore())));
        }
        return all;
    }
}
