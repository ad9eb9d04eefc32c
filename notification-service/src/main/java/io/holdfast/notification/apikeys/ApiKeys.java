package io.holdfast.notification.apikeys;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import io.holdfast.defaults.access.ApiKeySettings;
import io.holdfast.defaults.access.ApiKeyTokens;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.PageQuery;
import io.holdfast.notification.TenantId;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** All tenants' API keys. */
@Component
class ApiKeys {

    /** How exactly it is known when one was used last. */
    private static final Duration USED_STEP = Duration.ofMinutes(1);

    private final MongoOperations mongo;
    private final ApiKeySettings settings;
    private final Clock clock;

    ApiKeys(MongoOperations mongo, ApiKeySettings settings, Clock clock) {
        this.mongo = mongo;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The key of this id. It follows from the deployment's secret, so that a request that is sent again gets the same one although
     * only its hash is kept; nobody can tell it without the secret.
     */
    String keyOf(String id) {
        byte[] bytes = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, settings.secret()).hmac(("key:" + id).getBytes(StandardCharsets.UTF_8));
        return ApiKeyTokens.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hashOf(String key) {
        return DigestUtils.sha256Hex(key);
    }

    Optional<ApiKeyDocument> find(TenantId tenantId, String id) {
        return Optional.ofNullable(mongo.findById(id, ApiKeyDocument.class))
                .filter(found -> found.tenantId().equals(tenantId.value()));
    }

    /** The newest first. */
    Page<ApiKeyDocument> of(TenantId tenantId, int page, int limit) {
        Query query = ofTenant(tenantId).with(Sort.by(Sort.Direction.DESC, "createdAt", "_id"));
        return PageQuery.find(mongo, query, page, limit, ApiKeyDocument.class);
    }

    long count(TenantId tenantId) {
        return mongo.count(ofTenant(tenantId), ApiKeyDocument.class);
    }

    /** @return false when there is one of its id, which stays as it is */
    boolean add(ApiKeyDocument key) {
        try {
            mongo.insert(key);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** Done again, it is the same. */
    void revoke(String id) {
        Instant now = clock.instant();
        mongo.updateFirst(
                Query.query(Criteria.where("_id").is(id).and("revokedAt").exists(false)),
                new Update().set("revokedAt", now).set("endedAt", now),
                ApiKeyDocument.class);
    }

    /** The key that somebody shows, if it opens anything; that it was used is noted. */
    Optional<ApiKeyDocument> use(String key) {
        Instant now = clock.instant();
        Optional<ApiKeyDocument> found = Optional.ofNullable(mongo.findOne(
                        Query.query(Criteria.where("hash").is(hashOf(key))), ApiKeyDocument.class))
                .filter(known -> known.isGood(now));
        found.filter(known -> known.lastUsedAt() == null || known.lastUsedAt().plus(USED_STEP).isBefore(now))
                .ifPresent(known -> mongo.updateFirst(
                        Query.query(Criteria.where("_id").is(known.id())), new Update().set("lastUsedAt", now), ApiKeyDocument.class));
        return found;
    }

    private static Query ofTenant(TenantId tenantId) {
        return Query.query(Criteria.where("tenantId").is(tenantId.value()));
    }
}
