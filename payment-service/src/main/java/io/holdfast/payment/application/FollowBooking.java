package io.holdfast.payment.application;

import java.time.Clock;

import io.holdfast.payment.domain.OrderRequest;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.Settlement;
import io.holdfast.payment.domain.TenantId;
import org.springframework.stereotype.Component;

/** A booking has gone on, and its payment with it: one message, one write. The provider is called afterwards. */
@Component
public class FollowBooking {

    private final Payments payments;
    private final PerformProviderCall calls;
    private final Clock clock;

    FollowBooking(Payments payments, PerformProviderCall calls, Clock clock) {
        this.payments = payments;
        this.calls = calls;
        this.clock = clock;
    }

    /** It asks to be paid: the request is stored, claimed already, and {@link PerformProviderCall} makes the order. */
    public void requestOrder(PaymentId id, TenantId tenantId, OrderRequest request) {
        try {
            payments.decideOrOpen(
                    id, tenantId, payment -> calls.claimAtOnce(payment.requestOrder(request, clock.instant())));
        } catch (RuntimeException e) {
            calls.forgetClaim(id);
            throw e;
        }
    }

    /**
     * It ended: no order any more, and what was or will be captured goes back as the settlement says.
     *
     * @param ended the revision that ended. A reschedule raises the revision without asking for money again, so the
     *     newest payment up to that revision is the one that ends.
     */
    public void settle(PaymentId ended, TenantId tenantId, Settlement settlement) {
        for (int revision = ended.revision(); revision >= 1; revision--) {
            var id = new PaymentId(ended.bookingId(), revision);
            if (payments.decide(id, payment -> payment.settle(settlement, clock.instant())).isPresent()) {
                return;
            }
        }
        // Free, rejected, or the end overtook the request: remembered, so that a request that comes later makes no order.
        payments.decideOrOpen(ended, tenantId, payment -> payment.settle(settlement, clock.instant()));
    }
}
