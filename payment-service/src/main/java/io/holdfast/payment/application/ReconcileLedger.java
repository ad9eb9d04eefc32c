package io.holdfast.payment.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.holdfast.messaging.aggregates.Decided;
import io.holdfast.payment.domain.Capture;
import io.holdfast.payment.domain.Money;
import io.holdfast.payment.domain.Order;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.PaymentProvider.ProviderOrder;
import io.holdfast.payment.domain.Payments;
import io.holdfast.payment.domain.ProviderEvent;
import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;
import io.holdfast.payment.domain.Refund;
import io.holdfast.payment.domain.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reconciliation after a restore: the provider's ledger goes on where our store went back. What was paid meanwhile on orders that are
 * known is learned at once, and so is what went back; what was paid for bookings that nobody knows any more goes back to whoever
 * paid. Doing it twice is doing it once. One provider's ledger is that of all tenants; each reconciles what is its own.
 */
@Component
public class ReconcileLedger {

    private static final Logger log = LoggerFactory.getLogger(ReconcileLedger.class);

    private final Payments payments;
    private final PaymentProvider provider;
    private final NoticeRestore restore;
    private final Clock clock;

    ReconcileLedger(Payments payments, PaymentProvider provider, NoticeRestore restore, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.restore = restore;
        this.clock = clock;
    }

    /**
     * What one page of the ledger held.
     *
     * @param orders        on the page, whosever they are; none when there are no more
     * @param learned       of them the tenant's, about which the provider knew more than we did
     * @param lost          of them the tenant's, of bookings that nobody knows
     * @param givenBack     captures of lost ones that were asked to go back
     * @param refunds       on the page, whosever they are; none when there are no more
     * @param standingAgain bookings whose end gave their money back, and which have not ended here
     */
    public record Reconciled(
            int orders, int learned, int lost, int givenBack, int refunds, List<String> standingAgain) {}

    /** Looks at one page of the orders that were made in a time, and of the refunds that were asked for in it. */
    public Reconciled reconcile(TenantId tenant, Instant from, Instant to, int skip) {
        // Before what shows it is put right.
        restore.ordersMayBeUnknown();
        List<ProviderOrder> page = provider.orders(from, to, skip);
        int learned = 0;
        int lost = 0;
        int givenBack = 0;
        for (ProviderOrder order : page) {
            PaymentId id = order.id();
            if (id == null) {
                continue;
            }
            Optional<TenantId> known = payments.find(id).map(Payment::tenantId);
            // Whose it is is stored with it, and else the provider was told.
            if (!tenant.equals(known.orElse(order.tenant()))) {
                continue;
            }
            List<ProviderEvent> seen = provider.paymentsOf(order.orderId());
            if (known.isPresent()) {
                learned += learn(order.orderId(), id, seen) ? 1 : 0;
            } else {
                lost++;
                givenBack += giveBack(id, seen);
            }
        }
        List<ProviderRefund> refunds = provider.refunds(from, to, skip);
        // Of orders that were made earlier, too.
        List<String> standingAgain = refunds.stream()
                .flatMap(refund -> learn(tenant, refund).stream())
                .filter(Payment::standsAgain)
                .map(payment -> payment.id().bookingId())
                .distinct()
                .toList();
        log.info("Of {} orders of the provider {} had news and {} are of bookings that are not here; {} payments go back; of {} refunds "
                        + "{} bookings stand again",
                page.size(), learned, lost, givenBack, refunds.size(), standingAgain.size());
        return new Reconciled(page.size(), learned, lost, givenBack, refunds.size(), standingAgain);
    }

    /** The payment that it is of, with it; empty when the tenant has none. */
    private Optional<Payment> learn(TenantId tenant, ProviderRefund refund) {
        return payments.findByCapture(tenant, refund.paymentId())
                .flatMap(id -> payments.decide(id, payment -> {
                    String orderId = payment.captureOf(refund.paymentId()).map(Capture::orderId).orElse("");
                    return payment.apply(new ProviderEvent.RefundSeen(orderId, refund), clock.instant());
                }))
                .map(Decided::after);
    }

    /** Whether something was new. */
    private boolean learn(String orderId, PaymentId id, List<ProviderEvent> seen) {
        var order = new Order(orderId, provider.keyId(), clock.instant());
        return payments.decide(id, payment -> payment.orderCreated(order, clock.instant())
                        .then(current -> current.apply(seen, clock.instant())))
                .filter(Decided::changed)
                .isPresent();
    }

    private int giveBack(PaymentId id, List<ProviderEvent> seen) {
        int asked = 0;
        for (ProviderEvent event : seen) {
            if (event instanceof ProviderEvent.Captured captured) {
                long left = captured.amount().minorUnits() - gone(captured.paymentId(), seen);
                if (left > 0) {
                    var rest = new Money(left, captured.amount().currency());
                    provider.refund(Refund.ofLostBooking(id, captured.paymentId(), rest));
                    log.warn("{} was paid for {}, which is not here, and goes back: {}", captured.paymentId(), id.value(), rest);
                    asked++;
                }
            }
        }
        return asked;
    }

    private static long gone(String paymentId, List<ProviderEvent> seen) {
        return seen.stream()
                .filter(event -> event instanceof ProviderEvent.RefundSeen it
                        && it.refund().paymentId().equals(paymentId)
                        && it.refund().status() != Refund.Status.FAILED)
                .mapToLong(event -> ((ProviderEvent.RefundSeen) event).refund().amount().minorUnits())
                .sum();
    }
}
