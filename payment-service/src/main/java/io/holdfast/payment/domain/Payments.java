package io.holdfast.payment.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** All payments. A change loads, decides and stores state and events in one write, again when somebody was faster. */
public interface Payments {

    Optional<Payment> find(PaymentId id);

    /** The payment whose order this is; also of an order that was made but not yet stored in its payment. */
    Optional<PaymentId> findByOrder(String orderId);

    /** The payment to which the provider's payment brought money. */
    Optional<PaymentId> findByCapture(String tenantId, String paymentId);

    /**
     * Payments of a tenant that stand like this, or have any refund that failed for good when that is asked for.
     *
     * @param page from 1
     */
    Page ofStatus(String tenantId, @Nullable PaymentStatus status, int page, int limit);

    /** The payments of a booking, the first revision first. */
    List<Payment> ofBooking(String tenantId, String bookingId);

    /** Changes a payment, beginning with {@link Payment#unheardOf} when there is none. */
    Change openOrChange(PaymentId id, String tenantId, Function<Payment, Decision> decide);

    /** Changes a payment that exists; empty when it does not. */
    Optional<Change> change(PaymentId id, Function<Payment, Decision> decide);

    /** Remembers whose order this is; done before the payment itself is stored with it. */
    void rememberOrder(String orderId, PaymentId id);

    /** @param total on all pages */
    record Page(List<Payment> payments, long total) {}

    /**
     * What a change did.
     *
     * @param before null when the payment was not there
     */
    record Change(@Nullable Payment before, Payment after) {

        public boolean happened() {
            return !after.equals(before);
        }
    }

    /** What a payment decided about a message: its next state and what is to be told. */
    record Decision(Payment payment, List<PaymentEvent> events) {

        public Decision {
            events = List.copyOf(events);
        }

        /** Decides on what this decision leads to; what both have to tell is told. */
        public Decision then(Function<Payment, Decision> next) {
            Decision second = next.apply(payment);
            return new Decision(second.payment(), Stream.concat(events.stream(), second.events().stream()).toList());
        }
    }
}
