package io.holdfast.booking.imports;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.imports.Import;
import io.holdfast.booking.domain.imports.ImportEvent;
import io.holdfast.booking.domain.imports.ImportId;
import io.holdfast.booking.domain.imports.Imports;
import io.holdfast.booking.events.ImportBodies;
import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.messaging.aggregates.Decision;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.AggregateFactory;
import io.holdfast.messaging.mongo.AggregateMapping;
import io.holdfast.messaging.mongo.Aggregates;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Imports in a document each, their events in the same. */
@Component
class MongoImports implements Imports {

    private static final int FEW = 10;

    private final MongoOperations mongo;
    private final Aggregates<Import, ImportEvent, ImportDocument> imports;

    MongoImports(MongoOperations mongo, Aggregates<Import, ImportEvent, ImportDocument> imports) {
        this.mongo = mongo;
        this.imports = imports;
    }

    @Bean
    static Aggregates<Import, ImportEvent, ImportDocument> imports(AggregateFactory aggregates) {
        return aggregates.of(ImportDocument.class, new AggregateMapping<>(
                ImportDocument::toDomain, ImportDocument::of, job -> job.tenant().value(), ImportBodies::of));
    }

    @Override
    public Optional<Import> find(ImportId id) {
        return imports.find(id.value());
    }

    @Override
    public Optional<Import> find(TenantId tenant, ImportId id) {
        return find(id).filter(found -> found.tenant().equals(tenant));
    }

    @Override
    public List<Import> running(TenantId tenant) {
        var wanted = Criteria.where("tenantId").is(tenant.value()).and("running").is(true);
        return mongo.find(Query.query(wanted).limit(FEW), ImportDocument.class).stream().map(ImportDocument::toDomain).toList();
    }

    @Override
    public boolean add(Decision<Import, ImportEvent> requested) {
        return imports.add(requested);
    }

    @Override
    public Optional<Decided<Import, ImportEvent>> decide(
            ImportId id, Function<Import, Decision<Import, ImportEvent>> decision) {
        return imports.decide(id.value(), decision);
    }

    @Override
    public Page<Import> list(TenantId tenant, int page, int limit) {
        Query theirs = Query.query(Criteria.where("tenantId").is(tenant.value()))
                .with(Sort.by(Sort.Order.desc("requestedAt"), Sort.Order.desc("_id")));
        return imports.page(theirs, page, limit);
    }
}
