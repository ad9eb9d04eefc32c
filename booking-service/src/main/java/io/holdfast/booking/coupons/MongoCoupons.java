package io.holdfast.booking.coupons;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.coupon.Coupon;
import io.holdfast.booking.domain.coupon.Coupons;
import io.holdfast.messaging.OptimisticRetry;
import io.holdfast.messaging.aggregates.Page;
import io.holdfast.messaging.mongo.PageQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** Coupons in a document each. They cause no events. */
@Component
class MongoCoupons implements Coupons {

    private final MongoOperations mongo;

    MongoCoupons(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<Coupon> find(TenantId tenant, String code) {
        return document(tenant, code).map(CouponDocument::coupon);
    }

    @Override
    public boolean add(Coupon coupon) {
        try {
            mongo.insert(CouponDocument.of(coupon, null));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Override
    public Optional<Coupon> change(TenantId tenant, String code, UnaryOperator<Coupon> change) {
        return OptimisticRetry.decide(() -> document(tenant, code).map(known -> {
            Coupon next = change.apply(known.coupon());
            return next.equals(known.coupon()) ? next : mongo.save(CouponDocument.of(next, known.version())).coupon();
        }));
    }

    @Override
    public Optional<Coupon> createdBy(TenantId tenant, List<String> keyIds) {
        return mongo.find(Query.query(Criteria.where("keyId").in(keyIds)), CouponDocument.class).stream()
                .filter(found -> found.tenantId().equals(tenant.value()))
                .map(CouponDocument::coupon)
                .max(Comparator.comparing(Coupon::createdAt));
    }

    @Override
    public Page<Coupon> page(TenantId tenant, @Nullable Boolean active, int page, int limit) {
        Criteria wanted = Criteria.where("tenantId").is(tenant.value());
        Query query = Query.query(active == null ? wanted : wanted.and("active").is(active))
                .with(Sort.by(Sort.Order.desc("createdAt"), Sort.Order.desc("_id")));
        return PageQuery.find(mongo, query, page, limit, CouponDocument.class).map(CouponDocument::coupon);
    }

    private Optional<CouponDocument> document(TenantId tenant, String code) {
        return Optional.ofNullable(mongo.findById(CouponDocument.idOf(tenant, code), CouponDocument.class));
    }
}
