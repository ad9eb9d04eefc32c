package io.holdfast.payment.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.holdfast.payment.domain.ProviderEvent.ProviderRefund;

/** All refunds of a payment, as a ledger: what went back of a capture, and which request stands for which money. */
record Refunds(List<Refund> all) {

    /** What went back of a capture, or is on its way, in minor units. */
    long goingBack(String paymentId) {
        return sum(refund -> refund.paymentId().equals(paymentId) && refund.status() != Refund.Status.FAILED);
    }

    long leftOf(Capture capture) {
        return capture.amount().minorUnits() - goingBack(capture.paymentId());
    }

    long sum(Predicate<Refund> which) {
        return all.stream().filter(which).mapToLong(refund -> refund.amount().minorUnits()).sum();
    }

    Optional<Refund> first(Predicate<Refund> which) {
        return all.stream().filter(which).findFirst();
    }

    /** Ours that the provider speaks of. */
    Optional<Refund> find(ProviderRefund seen) {
        return first(refund -> seen.refundId().equals(refund.refundId()))
                .or(() -> first(refund -> refund.key().equals(seen.key())))
                // The provider may be faster than its own answer and tell of a refund before we know its id.
                .or(() -> first(refund -> refund.status() == Refund.Status.REQUESTED
                        && refund.paymentId().equals(seen.paymentId())
                        && refund.amount().equals(seen.amount())));
    }

    /** Those that stand for money: a failed request does not, once the money was requested again or went back after all. */
    List<Refund> current() {
        return all.stream()
                .filter(refund -> refund.status() != Refund.Status.FAILED
                        || all.stream().noneMatch(other -> refund.isBefore(other) || refund.isSettledBy(other)))
                .toList();
    }

    /** An earlier request for the same money that failed, when the provider had taken it. */
    Optional<Refund> takenBefore(Refund refund) {
        return all.stream()
                .filter(earlier -> earlier.isBefore(refund) && earlier.refundId() != null)
                .max(Comparator.comparing(Refund::attempt));
    }
}
