package io.holdfast.booking.persistence;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.defaults.health.HealthPart;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** How many of the tenant's bookings are not over, by status. */
@Component
class ActiveBookingsPart implements HealthPart {

    private final MongoOperations mongo;

    ActiveBookingsPart(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public String name() {
        return "active-bookings";
    }

    @Override
    public boolean isMeasured() {
        return false;
    }

    @Override
    public State look(String tenant) {
        Map<String, Object> figures = new TreeMap<>();
        long total = 0;
        for (BookingStatus status : Arrays.stream(BookingStatus.values()).filter(each -> !each.isOver()).toList()) {
            long count = mongo.count(
                    Query.query(Criteria.where("tenantId").is(tenant).and("status").is(status)), BookingDocument.class);
            figures.put(status.name(), count);
            total += count;
        }
        figures.put("total", total);
        return State.up(figures);
    }
}
