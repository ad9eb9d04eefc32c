package io.holdfast.payment.web;

import io.holdfast.defaults.search.SearchQuery;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.TimeRange;
import io.holdfast.payment.domain.PaymentSearch;
import io.holdfast.payment.domain.PaymentStatus;
import io.holdfast.payment.domain.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads what of a list of payments somebody wants to see. */
final class PaymentFilter {

    private PaymentFilter() {}

    /** @throws Problem 400 when a time cannot be read, or the text finds nothing */
    static PaymentSearch of(
            TenantId tenant,
            @Nullable PaymentStatus status,
            @Nullable String from,
            @Nullable String to,
            @Nullable String zone,
            @Nullable String q) {
        TimeRange deadlines = TimeRange.of("from", from, "to", to, zone);
        return new PaymentSearch(tenant, status, deadlines.from(), deadlines.to(), SearchQuery.of(q).words());
    }
}
