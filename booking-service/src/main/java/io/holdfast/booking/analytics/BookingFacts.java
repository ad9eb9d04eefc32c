package io.holdfast.booking.analytics;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.messaging.Gatherings;
import io.holdfast.messaging.mongo.GatheredProjections;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * A projection of the topics {@code bookings} and {@code payments}, a document for each booking; what is known already is not
 * written again, and what is said of many within a second is one command.
 */
@Component
public class BookingFacts {

    private static final int FETCH = 1_000;

    private final MongoOperations mongo;
    private final GatheredProjections<BookingFact> rows;

    BookingFacts(MongoOperations mongo, Gatherings gatherings) {
        this.mongo = mongo;
        this.rows = new GatheredProjections<>(mongo, gatherings, BookingFact.class);
    }

    /** Something became of a booking. */
    public void note(BookingNews news) {
        project(news.tenant().value(), news.booking(), fact -> fact.with(news));
    }

    /** Of a time to pay for: says nothing new where more is known already, as it is of most, and then nothing is written. */
    public void noteUnlessKnown(BookingNews news) {
        project(
                news.tenant().value(), news.booking(),
                fact -> fact.start() == null || fact.offering() == null ? fact.with(news) : fact);
    }

    /** @param payment the provider's id */
    public void captured(TenantId tenant, String booking, String payment, Money amount) {
        project(tenant.value(), booking, fact -> fact.withCapture(payment, amount));
    }

    /** @param refund the provider's id */
    public void refunded(TenantId tenant, String booking, String refund, Money amount) {
        project(tenant.value(), booking, fact -> fact.withRefund(refund, amount));
    }

    /** Makes a booking's row say what its document says; what was heard meanwhile stays. */
    void rebuild(Booking booking, long sequence) {
        project(booking.terms().tenant().value(), booking.id().value(), fact -> fact.merged(BookingFact.of(booking, sequence)));
    }

    /** Those that start within, read one after the other; to be closed. */
    Stream<BookingFact> starting(TenantId tenant, Instant from, Instant to) {
        Query query = Query.query(Criteria.where("tenantId").is(tenant.value()).and("start").gte(from).lt(to));
        return mongo.stream(query.cursorBatchSize(FETCH), BookingFact.class);
    }

    private void project(String tenant, String booking, UnaryOperator<BookingFact> change) {
        rows.project(booking, known -> {
            BookingFact before = known.orElseGet(() -> BookingFact.unknown(tenant, booking));
            // Ids are ours and differ between tenants; an event that says otherwise is not about this booking.
            if (!before.tenantId().equals(tenant)) {
                return known;
            }
            BookingFact after = change.apply(before);
            return after.saysTheSameAs(before) ? known : Optional.of(after);
        });
    }
}
