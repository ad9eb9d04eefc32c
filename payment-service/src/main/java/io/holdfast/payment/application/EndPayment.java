package io.holdfast.payment.application;

import java.time.Clock;

import io.holdfast.payment.domain.Ending;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.Payments;
import org.springframework.stereotype.Component;

/** A booking ended: no order any more, and what was or will be captured goes back as the ending says. */
@Component
public class EndPayment {

    private final Payments payments;
    private final Clock clock;

    EndPayment(Payments payments, Clock clock) {
        this.payments = payments;
        this.clock = clock;
    }

    /**
     * @param ended the revision that ended. A reschedule raises the revision without asking for money again, so the
     *     newest payment up to that revision is the one that ends.
     */
    public void end(PaymentId ended, String tenantId, Ending ending) {
        for (int revision = ended.revision(); revision >= 1; revision--) {
            var id = new PaymentId(ended.bookingId(), revision);
            if (payments.change(id, payment -> payment.bookingEnded(ending, clock.instant())).isPresent()) {
                return;
            }
        }
        // Free, rejected, or the ending overtook the wish: remembered, so that a wish that comes later makes no order.
        payments.openOrChange(ended, tenantId, payment -> payment.bookingEnded(ending, clock.instant()));
    }
}
