package io.holdfast.payment.web;

import java.util.List;

import io.holdfast.payment.domain.Payments;

/** One page of payments, those of the latest holds first. */
record PaymentPage(List<PaymentOverview> items, Pagination pagination) {

    /** @param total of items on all pages */
    record Pagination(long total, long pages, int currentPage) {}

    static PaymentPage of(Payments.Page found, int page, int limit) {
        return new PaymentPage(
                found.payments().stream().map(PaymentOverview::of).toList(),
                new Pagination(found.total(), (found.total() + limit - 1) / limit, page));
    }
}
