package io.holdfast.scheduler.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.holdfast.scheduler.domain.Timer;
import org.jspecify.annotations.Nullable;

/** What this service reads of booking- and matching-service's events; what is {@code @Nullable} is not in those from before. */
final class Received {

    private Received() {}

    record Requested(String bookingId, int revision, Instant deadline) {}

    record AwaitingPayment(String bookingId, int revision, @Nullable Instant remindAt, Instant holdUntil) {}

    record Paid(String bookingId, int revision, Instant deadline) {}

    record AwaitingConfirmation(String bookingId, int revision, @Nullable Instant remindAt, Instant deadline) {}

    record AwaitingMatch(String bookingId, int revision, Instant deadline) {}

    /** A professional is asked. */
    record ProposalSent(String bookingId, int revision, String proposalId, Instant deadline) {

        Timer timer() {
            return Timer.proposal(proposalId, revision, deadline);
        }
    }

    /** They have answered, or nobody waits for it. */
    record ProposalEnded(String bookingId, String proposalId) {}

    /** Somebody on a waitlist is offered a slot, under the id of the booking that would come of it. */
    record SlotOffered(String bookingId, Instant deadline) {

        Timer timer() {
            return Timer.waitlistOffer(deadline);
        }
    }

    /** They have answered, or nobody waits for it. */
    record OfferEnded(String bookingId) {}

    /**
     * Confirmed, or confirmed at another time.
     *
     * @param reminders how long before the start
     */
    record Confirmed(String bookingId, int revision, Instant start, Instant end, @Nullable List<Duration> reminders) {}

    record Completed(String bookingId, int revision, @Nullable Review review) {}

    /** @param reminders when the client is asked again, the earliest first */
    record Review(List<Instant> reminders) {}

    /** In whatever way. */
    record Ended(String bookingId) {}
}
