package io.holdfast.matching.privacy;

import java.util.List;

import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.BookingId;
import io.holdfast.matching.domain.match.Match;
import io.holdfast.matching.domain.match.Matches;
import io.holdfast.messaging.aggregates.Decided;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.stereotype.Component;

/** Where they live, as professionals were asked to come there. */
@Component
class MatchRecords implements PersonalRecords {

    private static final List<String> THEIRS = List.of("_id", "tenantId", "status", "request", "askedAt", "endedAt");

    private final Matches matches;

    MatchRecords(Matches matches) {
        this.matches = matches;
    }

    @Override
    public String collection() {
        return "matches";
    }

    @Override
    public List<Criteria> of(Person person) {
        return person.bookingIds().isEmpty()
                ? List.of()
                : List.of(Criteria.where("_id").in(person.bookingIds()).and("tenantId").is(person.tenantId()));
    }

    /** What was wanted; who was asked and how they were weighed is about professionals. */
    @Override
    public Document readableBy(Person person, Document stored) {
        stored.keySet().retainAll(THEIRS);
        return stored;
    }

    @Override
    public long erase(Person person) {
        var tenant = new TenantId(person.tenantId());
        return person.bookingIds().stream()
                .flatMap(id -> matches.decide(tenant, new BookingId(id), Match::erase).stream())
                .filter(Decided::changed)
                .count();
    }
}
