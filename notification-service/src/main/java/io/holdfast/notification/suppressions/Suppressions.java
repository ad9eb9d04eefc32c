package io.holdfast.notification.suppressions;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.holdfast.defaults.access.AccessSettings;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.PageQuery;
import io.holdfast.notification.TenantId;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The addresses that get no mail any more, as the mail provider told. */
@Component
class Suppressions implements SuppressedAddresses {

    private static final Logger log = LoggerFactory.getLogger(Suppressions.class);

    private final MongoOperations mongo;
    private final AccessSettings access;
    private final Clock clock;

    Suppressions(MongoOperations mongo, AccessSettings access, Clock clock) {
        this.mongo = mongo;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Optional<SuppressionCause> causeFor(TenantId tenantId, String address) {
        SuppressionDocument found = mongo.findById(idOf(address), SuppressionDocument.class);
        if (found == null) {
            return Optional.empty();
        }
        if (!found.tenants().contains(tenantId.value())) {
            show(found.id(), tenantId);
        }
        return Optional.of(found.cause());
    }

    private void show(String id, TenantId tenantId) {
        OptimisticRetry.decide(() -> {
            SuppressionDocument known = mongo.findById(id, SuppressionDocument.class);
            if (known == null
                    || known.tenants().contains(tenantId.value())
                    || known.tenants().size() >= SuppressionDocument.MOST_TENANTS) {
                return id;
            }
            var tenants = new ArrayList<>(known.tenants());
            tenants.add(tenantId.value());
            mongo.save(new SuppressionDocument(
                    id, known.version(), known.address(), known.cause(), known.since(), tenants));
            return id;
        });
    }

    /** Does what the provider told, once. What it told before changes nothing, also after an admin undid it. */
    void receive(String webhookId, MailEvent event) {
        if (mongo.findById(webhookId, MailEventDocument.class) != null) {
            return;
        }
        // First what is to be done: when we die between the two, it is told again and done again.
        event.cause().ifPresent(cause -> event.to().forEach(address -> suppress(address, cause)));
        List<String> addresses = event.to().stream().map(Suppressions::idOf).toList();
        mongo.save(new MailEventDocument(webhookId, event.type(), event.kind(), addresses, clock.instant()));
    }

    private void suppress(String address, SuppressionCause cause) {
        String id = idOf(address);
        OptimisticRetry.decide(() -> {
            SuppressionDocument known = mongo.findById(id, SuppressionDocument.class);
            return known != null
                    ? known
                    : mongo.save(new SuppressionDocument(
                            id, null, address, cause, clock.instant(), List.of(access.publicTenant())));
        });
        log.warn("An address gets no mail any more: {}", cause);
    }

    /** Those that a tenant's admins see, newest first. */
    Page<SuppressionDocument> of(TenantId tenantId, int page, int limit) {
        Query query = new Query(Criteria.where("tenants").is(tenantId.value()))
                .with(Sort.by(Sort.Direction.DESC, "since", "_id"));
        return PageQuery.find(mongo, query, page, limit, SuppressionDocument.class);
    }

    /** Lets mail go there again. @return whether there was one that this tenant's admins see */
    boolean lift(TenantId tenantId, String id) {
        SuppressionDocument known = mongo.findById(id, SuppressionDocument.class);
        if (known == null || !known.tenants().contains(tenantId.value())) {
            return false;
        }
        mongo.remove(new Query(Criteria.where("_id").is(id)), SuppressionDocument.class);
        return true;
    }

    private static String idOf(String address) {
        return DigestUtils.sha256Hex(address.strip().toLowerCase(Locale.ROOT));
    }
}
