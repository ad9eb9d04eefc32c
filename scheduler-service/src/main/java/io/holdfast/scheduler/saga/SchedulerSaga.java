package io.holdfast.scheduler.saga;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.scheduler.application.ArmTimer;
import io.holdfast.scheduler.application.WithdrawTimer;
import io.holdfast.scheduler.domain.TimerId;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.saga.BookingMessages.AwaitingConfirmation;
import io.holdfast.scheduler.saga.BookingMessages.AwaitingPayment;
import io.holdfast.scheduler.saga.BookingMessages.Cancelled;
import io.holdfast.scheduler.saga.BookingMessages.Completed;
import io.holdfast.scheduler.saga.BookingMessages.Confirmed;
import io.holdfast.scheduler.saga.BookingMessages.Declined;
import io.holdfast.scheduler.saga.BookingMessages.Expired;
import io.holdfast.scheduler.saga.BookingMessages.NoShowRecorded;
import io.holdfast.scheduler.saga.BookingMessages.Paid;
import io.holdfast.scheduler.saga.BookingMessages.Rescheduled;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.holdfast.scheduler.domain.TimerKind.CONFIRMATION;
import static io.holdfast.scheduler.domain.TimerKind.END;
import static io.holdfast.scheduler.domain.TimerKind.HOLD;
import static io.holdfast.scheduler.domain.TimerKind.START;

/**
 * Which timers each turn of a booking sets and takes back. What happens when one fires is in {@code domain.Timer}.
 *
 * <p>Each timer is a document and a command of its own: a message that dies half-way is delivered again, and what it
 * had done already stays done.
 *
 * <p>A booking's messages come in order, so a timer that is to be withdrawn is there, unless the message that arms it
 * was parked and is replayed later. Where the message at hand proves that such a one exists, the withdrawal leaves a
 * mark that refuses it; elsewhere (an instant booking has no confirmation deadline) nothing is
 * written for a timer that never was. Were a timer armed too late all the same, the booking absorbs its event.
 */
@Configuration(proxyBeanMethods = false)
class SchedulerSaga {

    private final ArmTimer arm;
    private final WithdrawTimer withdraw;

    SchedulerSaga(ArmTimer arm, WithdrawTimer withdraw) {
        this.arm = arm;
        this.withdraw = withdraw;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("scheduler-service")
                .on("booking.awaiting-payment.v1", AwaitingPayment.class, this::holdUntil)
                .on("booking.paid.v1", Paid.class, this::paid)
                .on("booking.awaiting-confirmation.v1", AwaitingConfirmation.class, this::awaitConfirmation)
                .on("booking.confirmed.v1", Confirmed.class, this::confirmed)
                .on("booking.expired.v1", Expired.class, this::expired)
                .on("booking.declined.v1", Declined.class, this::declined)
                .on("booking.cancelled.v1", Cancelled.class, this::cancelled)
                .on("booking.rescheduled.v1", Rescheduled.class, this::rescheduled)
                .on("booking.no-show-recorded.v1", NoShowRecorded.class, this::noShowRecorded)
                .on("booking.completed.v1", Completed.class, this::completed);
    }

    private void holdUntil(ReceivedEvent<AwaitingPayment> event) {
        var body = event.body();
        arm(event, body.bookingId(), body.revision(), HOLD, body.holdUntil());
    }

    private void paid(ReceivedEvent<Paid> event) {
        var body = event.body();
        // A free booking never waited for a payment, so there is no hold timer and none will come.
        boolean payable = body.amount().amount() > 0;
        withdraw(event, body.bookingId(), body.revision(), EnumSet.of(HOLD), payable ? EnumSet.of(HOLD) : none());
    }

    private void awaitConfirmation(ReceivedEvent<AwaitingConfirmation> event) {
        var body = event.body();
        arm(event, body.bookingId(), body.revision(), CONFIRMATION, body.deadline());
    }

    private void confirmed(ReceivedEvent<Confirmed> event) {
        var body = event.body();
        withdraw(event, body.bookingId(), body.revision(), EnumSet.of(HOLD, CONFIRMATION), none());
        arm(event, body.bookingId(), body.revision(), START, body.start());
        arm(event, body.bookingId(), body.revision(), END, body.end());
    }

    private void expired(ReceivedEvent<Expired> event) {
        var body = event.body();
        withdraw(event, body.bookingId(), body.revision(), all(), EnumSet.of(HOLD));
    }

    private void declined(ReceivedEvent<Declined> event) {
        var body = event.body();
        withdraw(event, body.bookingId(), body.revision(), all(), EnumSet.of(CONFIRMATION));
    }

    private void cancelled(ReceivedEvent<Cancelled> event) {
        var body = event.body();
        withdraw(
                event,
                body.bookingId(),
                body.revision(),
                all(),
                body.wasConfirmed() ? EnumSet.of(START, END) : none());
    }

    private void rescheduled(ReceivedEvent<Rescheduled> event) {
        var body = event.body();
        // Only what was confirmed can be moved, so the message that arms the old times exists and may still come.
        withdraw(event, body.bookingId(), body.previous().revision(), all(), EnumSet.of(START, END));
        arm(event, body.bookingId(), body.revision(), START, body.start());
        arm(event, body.bookingId(), body.revision(), END, body.end());
    }

    private void noShowRecorded(ReceivedEvent<NoShowRecorded> event) {
        var body = event.body();
        withdraw(event, body.bookingId(), body.revision(), all(), EnumSet.of(START, END));
    }

    /** Mostly END has fired and this changes nothing; completed by hand, END is still armed. */
    private void completed(ReceivedEvent<Completed> event) {
        var body = event.body();
        withdraw(event, body.bookingId(), body.revision(), all(), EnumSet.of(START, END));
    }

    private void arm(ReceivedEvent<?> event, String bookingId, int revision, TimerKind kind, Instant dueAt) {
        arm.arm(id(bookingId, kind, revision), event.tenantId(), dueAt);
    }

    /** @param certain kinds whose arming message must exist, since this one followed from it */
    private void withdraw(
            ReceivedEvent<?> event, String bookingId, int revision, Set<TimerKind> kinds, Set<TimerKind> certain) {
        for (TimerKind kind : kinds) {
            TimerId id = id(bookingId, kind, revision);
            if (certain.contains(kind)) {
                withdraw.withdrawForGood(id, event.tenantId());
            } else {
                withdraw.withdrawIfThere(id);
            }
        }
    }

    private static TimerId id(String bookingId, TimerKind kind, int revision) {
        try {
            return new TimerId(bookingId, kind, revision);
        } catch (IllegalArgumentException e) {
            throw new PoisonMessage("Names no booking or no revision.", e);
        }
    }

    private static Set<TimerKind> all() {
        return EnumSet.allOf(TimerKind.class);
    }

    private static Set<TimerKind> none() {
        return EnumSet.noneOf(TimerKind.class);
    }
}
