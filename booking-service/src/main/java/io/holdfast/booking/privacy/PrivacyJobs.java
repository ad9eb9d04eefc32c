package io.holdfast.booking.privacy;

import java.util.Optional;
import java.util.function.Function;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.privacy.PersonKeys;
import io.holdfast.booking.domain.privacy.PrivacyEvent;
import io.holdfast.booking.domain.privacy.PrivacyJob;
import io.holdfast.booking.domain.privacy.PrivacyJob.Kind;
import io.holdfast.booking.events.PrivacyBodies;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** All privacy jobs. */
@Component
class PrivacyJobs {

    private final Aggregates<PrivacyJob, PrivacyEvent, PrivacyJobDocument> jobs;

    PrivacyJobs(Aggregates<PrivacyJob, PrivacyEvent, PrivacyJobDocument> jobs) {
        this.jobs = jobs;
    }

    @Bean
    static Aggregates<PrivacyJob, PrivacyEvent, PrivacyJobDocument> privacyJobAggregates(AggregateFactory aggregates) {
        return aggregates.of(PrivacyJobDocument.class, new AggregateMapping<>(
                PrivacyJobDocument::toDomain, PrivacyJobDocument::of, job -> job.tenant().value(), PrivacyBodies::of));
    }

    /** @return false when there is one of its id, which stays as it is */
    boolean add(PrivacyJob job) {
        return jobs.add(Decision.changed(job));
    }

    Optional<PrivacyJob> find(String id) {
        return jobs.find(id);
    }

    Optional<PrivacyJob> find(TenantId tenant, Kind kind, String id) {
        return find(id).filter(job -> job.tenant().equals(tenant) && job.kind() == kind);
    }

    /** The newest first. */
    Page<PrivacyJob> of(TenantId tenant, Kind kind, int page, int limit) {
        Query query = Query.query(Criteria.where("tenantId").is(tenant.value()).and("kind").is(kind))
                .with(Sort.by(Sort.Order.desc("requestedAt"), Sort.Order.desc("_id")));
        return jobs.page(query, page, limit);
    }

    Optional<Decided<PrivacyJob, PrivacyEvent>> decide(
            String id, Function<PrivacyJob, Decision<PrivacyJob, PrivacyEvent>> decision) {
        return jobs.decide(id, decision);
    }

    /** What the person is found by in this service's own stores, where addresses need not be hashes. */
    PersonKeys keysOf(String jobId) {
        return find(jobId).map(PrivacyJob::keys).orElse(PersonKeys.NONE);
    }
}
