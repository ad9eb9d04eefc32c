package io.holdfast.scheduler.saga;

import java.time.Instant;
import java.util.function.UnaryOperator;

import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.scheduler.application.FollowBooking;
import io.holdfast.scheduler.domain.Agenda;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.saga.Received.AwaitingConfirmation;
import io.holdfast.scheduler.saga.Received.AwaitingPayment;
import io.holdfast.scheduler.saga.Received.Confirmed;
import io.holdfast.scheduler.saga.Received.Ended;
import io.holdfast.scheduler.saga.Received.Paid;
import io.holdfast.scheduler.saga.Received.Requested;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.holdfast.scheduler.domain.TimerKind.CONFIRMATION;
import static io.holdfast.scheduler.domain.TimerKind.CONFIRMING;
import static io.holdfast.scheduler.domain.TimerKind.END;
import static io.holdfast.scheduler.domain.TimerKind.HOLD;
import static io.holdfast.scheduler.domain.TimerKind.REQUEST;
import static io.holdfast.scheduler.domain.TimerKind.START;

/**
 * How far each turn of a booking brings it, and which timers that arms: what was waited for before is withdrawn. Every
 * state in which a booking waits has one. What withdrawing and firing mean is in {@code domain.Agenda}.
 */
@Configuration(proxyBeanMethods = false)
class SchedulerSaga {

    private final FollowBooking bookings;

    SchedulerSaga(FollowBooking bookings) {
        this.bookings = bookings;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("scheduler-service")
                .on("booking.requested.v1", Requested.class, e -> waitFor(
                        e, e.body().bookingId(), e.body().revision(), REQUEST, e.body().deadline()))
                .on("booking.awaiting-payment.v1", AwaitingPayment.class, e -> waitFor(
                        e, e.body().bookingId(), e.body().revision(), HOLD, e.body().holdUntil()))
                .on("booking.paid.v1", Paid.class, e -> waitFor(
                        e, e.body().bookingId(), e.body().revision(), CONFIRMING, e.body().deadline()))
                .on("booking.awaiting-confirmation.v1", AwaitingConfirmation.class, e -> waitFor(
                        e, e.body().bookingId(), e.body().revision(), CONFIRMATION, e.body().deadline()))
                .on("booking.confirmed.v1", Confirmed.class, this::startAndEnd)
                .on("booking.rescheduled.v1", Confirmed.class, this::startAndEnd)
                .on("booking.rejected.v1", Ended.class, this::end)
                .on("booking.expired.v1", Ended.class, this::end)
                .on("booking.declined.v1", Ended.class, this::end)
                .on("booking.cancelled.v1", Ended.class, this::end)
                .on("booking.no-show-recorded.v1", Ended.class, this::end)
                // Mostly END has fired; completed by hand, it is still armed.
                .on("booking.completed.v1", Ended.class, this::end);
    }

    private void waitFor(ReceivedEvent<?> event, String bookingId, int revision, TimerKind kind, Instant deadline) {
        follow(event, bookingId, revision, agenda -> agenda.reached(kind).arm(kind, deadline));
    }

    private void startAndEnd(ReceivedEvent<Confirmed> event) {
        Confirmed body = event.body();
        follow(event, body.bookingId(), body.revision(), agenda ->
                agenda.reached(START).arm(START, body.start()).arm(END, body.end()));
    }

    private void end(ReceivedEvent<Ended> event) {
        follow(event, event.body().bookingId(), event.body().revision(), Agenda::end);
    }

    private void follow(ReceivedEvent<?> event, String bookingId, int revision, UnaryOperator<Agenda> step) {
        if (bookingId.isBlank() || revision < 1) {
            throw new PoisonMessage("Names no booking or no revision.", null);
        }
        bookings.follow(bookingId, new TenantId(event.tenantId()), revision, step);
    }
}
