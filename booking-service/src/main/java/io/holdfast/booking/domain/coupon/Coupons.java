package io.holdfast.booking.domain.coupon;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.messaging.aggregates.Page;
import org.jspecify.annotations.Nullable;

/** All coupons; each is written as a whole, in its version. */
public interface Coupons {

    /** @param code as it is stored: upper case */
    Optional<Coupon> find(TenantId tenant, String code);

    /** Stores a new one; false when there is one with this code, which then stays as it is. */
    boolean add(Coupon coupon);

    /** Changes one as it is stored now, again when somebody else was faster; empty when there is none. */
    Optional<Coupon> change(TenantId tenant, String code, UnaryOperator<Coupon> change);

    /** What the latest request with one of these {@code keyIds} created, at most three of them. */
    Optional<Coupon> createdBy(TenantId tenant, List<String> keyIds);

    /** The newest first. */
    Page<Coupon> page(TenantId tenant, @Nullable Boolean active, int page, int limit);
}
