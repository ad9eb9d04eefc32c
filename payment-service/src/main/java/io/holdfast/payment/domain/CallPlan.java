package io.holdfast.payment.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The plan of a payment's provider calls: which it needs now, derived from its facts, and when it polls again. */
record CallPlan(Payment payment) {

    /** A payer who pays in the last minutes and whose webhook is lost is still seen before the hold ends. */
    private static final Duration LAST_POLL_BEFORE_THE_HOLD_ENDS = Duration.ofMinutes(1);

    /** All calls that are needed, whenever they are due. */
    List<ProviderCall> needed(Instant now) {
        var calls = new ArrayList<ProviderCall>();
        OrderRequest request = payment.request();
        if (request != null && payment.settlement() == null && now.isBefore(request.holdUntil())) {
            whileHeld(request, calls);
        }
        for (Refund refund : payment.refunds()) {
            switch (refund.status()) {
                case REQUESTED -> calls.add(new ProviderCall.RequestRefund(refund));
                case PENDING -> calls.add(new ProviderCall.PollRefund(refund));
                case FAILED, PROCESSED -> {
                    // Settled.
                }
            }
        }
        // Until the poll at the end of the late window is done, however late that is.
        if (payment.order() != null
                && request != null
                && (isBeforeLateWindowEnds(now) || payment.scheduled(ProviderCall.PollPayments.NAME).isPresent())) {
            calls.add(new ProviderCall.PollPayments(payment.order().orderId()));
        }
        return calls;
    }

    private void whileHeld(OrderRequest request, List<ProviderCall> calls) {
        if (payment.order() == null) {
            boolean mayExist = payment.scheduled(ProviderCall.CreateOrder.NAME)
                    .filter(scheduled -> scheduled.tries() > 0)
                    .isPresent();
            calls.add(new ProviderCall.CreateOrder(request, mayExist));
        }
        if (payment.accepted().isEmpty()) {
            // One at a time: should two windows have paid, the other one goes back by itself.
            payment.attempts().stream()
                    .filter(attempt -> attempt.stage() == Attempt.Stage.AUTHORIZED
                            && request.amount().equals(attempt.amount()))
                    .findFirst()
                    .ifPresent(attempt -> calls.add(
                            new ProviderCall.CapturePayment(attempt.paymentId(), request.amount())));
        }
    }

    boolean isBeforeLateWindowEnds(Instant now) {
        return payment.request() != null && now.isBefore(lateWindowEnds(payment.request()));
    }

    /**
     * While nothing pays the booking, polling is what replaces a lost webhook, so it goes on and on. Once it is paid, only a
     * second capture can be missed: one poll when nobody can begin to pay any more, and one when no bank can still agree.
     */
    Instant nextPoll(OrderRequest request, int tries, Instant now) {
        if (payment.accepted().isPresent()) {
            return now.isBefore(request.holdUntil()) ? request.holdUntil() : lateWindowEnds(request);
        }
        Instant next = now.plus(payment.schedule().betweenPolls(tries));
        Instant lastBeforeTheHoldEnds = request.holdUntil().minus(LAST_POLL_BEFORE_THE_HOLD_ENDS);
        return earlier(next, now.isBefore(lastBeforeTheHoldEnds) ? lastBeforeTheHoldEnds : lateWindowEnds(request));
    }

    Instant pollAfterCapture(OrderRequest request, Instant now) {
        return now.isBefore(request.holdUntil())
                ? earlier(request.holdUntil(), now.plus(payment.schedule().pollAfterCapture()))
                : lateWindowEnds(request);
    }

    /** After this no bank says yes any more to what the payer began before the hold ended. */
    private Instant lateWindowEnds(OrderRequest request) {
        return request.holdUntil().plus(payment.schedule().lateAuthorization());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
