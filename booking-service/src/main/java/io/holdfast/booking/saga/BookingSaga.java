package io.holdfast.booking.saga;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.holdfast.booking.application.AdvanceBooking;
import io.holdfast.booking.domain.BookedSlot;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.Conflict;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.Outcome;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.saga.Received.Amount;
import io.holdfast.booking.saga.Received.PaymentCaptured;
import io.holdfast.booking.saga.Received.PaymentFailed;
import io.holdfast.booking.saga.Received.PaymentOrderCreated;
import io.holdfast.booking.saga.Received.PaymentOrderRefused;
import io.holdfast.booking.saga.Received.PaymentRefundFailed;
import io.holdfast.booking.saga.Received.PaymentRefundRequested;
import io.holdfast.booking.saga.Received.PaymentRefunded;
import io.holdfast.booking.saga.Received.ProfessionalDeactivated;
import io.holdfast.booking.saga.Received.ProfessionalProfile;
import io.holdfast.booking.saga.Received.ScheduleChanged;
import io.holdfast.booking.saga.Received.SlotBooked;
import io.holdfast.booking.saga.Received.SlotLost;
import io.holdfast.booking.saga.Received.SlotRejected;
import io.holdfast.booking.saga.Received.SlotReserved;
import io.holdfast.booking.saga.Received.TimerRang;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What moves a booking from outside: a slot, a payment, a timer. Each row only says which decision of {@link Booking} is
 * meant; what it means in which status stands there.
 */
@Configuration(proxyBeanMethods = false)
public class BookingSaga {

    private final AdvanceBooking bookings;
    private final Professionals professionals;
    private final Clock clock;

    BookingSaga(AdvanceBooking bookings, Professionals professionals, Clock clock) {
        this.bookings = bookings;
        this.professionals = professionals;
        this.clock = clock;
    }

    /** The table: event type → decision. */
    @Bean
    public Subscriptions subscriptions() {
        return Subscriptions.of("booking-service")
                .on("slot.reserved.v1", SlotReserved.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.slotReserved(e.body().revision(), e.body().holdUntil(), e.at(), now())))
                .on("slot.rejected.v1", SlotRejected.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.slotRejected(
                                e.body().revision(),
                                e.body().whichAttempt(),
                                e.body().whyExactly(),
                                conflicts(e.body()),
                                now())))
                .on("slot.booked.v1", SlotBooked.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.slotBooked(e.body().revision(), slot(e.body()), now())))
                .on("slot.lost.v1", SlotLost.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.slotLost(e.body().revision(), e.body().reason(), now())))

                .on("payment.order-created.v1", PaymentOrderCreated.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.paymentOrderCreated(e.body().orderId(), e.body().keyId(), told(e, null, e.at()))))
                .on("payment.order-refused.v1", PaymentOrderRefused.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.paymentOrderRefused(e.body().revision(), e.body().reason(), now())))
                .on("payment.captured.v1", PaymentCaptured.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.paymentCaptured(
                                e.body().paymentId(),
                                money(e.body().amount()),
                                told(e, e.body().accepted(), e.body().capturedAt()))))
                .on("payment.failed.v1", PaymentFailed.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.paymentFailed(
                                e.body().paymentId(), e.body().reason(), told(e, null, e.at()))))
                .on("payment.refund-requested.v1", PaymentRefundRequested.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.paymentRefundRequested(
                                e.body().paymentId(),
                                money(e.body().amount()),
                                told(e, e.body().accepted(), e.at()))))
                .on("payment.refunded.v1", PaymentRefunded.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.paymentRefunded(
                                e.body().paymentId(),
                                e.body().refundId(),
                                money(e.body().amount()),
                                told(e, e.body().accepted(), e.at()))))
                .on("payment.refund-failed.v1", PaymentRefundFailed.class, e -> decide(e, e.body().bookingId(),
                        booking -> booking.paymentRefundFailed(
                                e.body().paymentId(),
                                money(e.body().amount()),
                                e.body().reason(),
                                told(e, e.body().accepted(), e.at()))))

                .on("request.timed-out.v1", TimerRang.class, e -> timedOut(e, Booking::requestTimedOut))
                .on("hold.timed-out.v1", TimerRang.class, e -> timedOut(e, Booking::holdTimedOut))
                .on("confirming.timed-out.v1", TimerRang.class, e -> timedOut(e, Booking::confirmingTimedOut))
                .on("confirmation.timed-out.v1", TimerRang.class, e -> timedOut(e, Booking::confirmationTimedOut))
                .on("booking.start-reached.v1", TimerRang.class, e -> timedOut(e, Booking::startReached))
                .on("booking.end-reached.v1", TimerRang.class, e -> timedOut(e, Booking::endReached))

                .on("schedule.changed.v1", ScheduleChanged.class, e -> professionals.learnSchedule(
                        tenant(e),
                        new ProfessionalId(e.body().professionalId()),
                        e.sequence(),
                        e.body().schedule().zone(),
                        e.body().schedule().slotStep()))
                .on("professional.registered.v1", ProfessionalProfile.class, this::learn)
                .on("professional.updated.v1", ProfessionalProfile.class, this::learn)
                .on("professional.deactivated.v1", ProfessionalDeactivated.class, e -> professionals.learn(
                        tenant(e), new ProfessionalId(e.body().professionalId()), e.sequence(), Optional.empty()));
    }

    private void decide(ReceivedEvent<?> event, String bookingId, Function<Booking, Outcome> decision) {
        bookings.advance(tenant(event), new BookingId(bookingId), event.type(), decision);
    }

    private void timedOut(ReceivedEvent<TimerRang> event, AdvanceBooking.TimerDecision decision) {
        TimerRang rang = event.body();
        bookings.timedOut(
                tenant(event), new BookingId(rang.bookingId()), event.type(), rang.revision(), rang.dueAt(), decision);
    }

    private void learn(ReceivedEvent<ProfessionalProfile> event) {
        ProfessionalProfile profile = event.body();
        var id = new ProfessionalId(profile.professionalId());
        Optional<ProfessionalSummary> bookable = profile.active()
                ? Optional.of(new ProfessionalSummary(
                        new ProfessionalRef(id, profile.displayName()),
                        money(profile.hourlyRate()),
                        profile.zone(),
                        profile.offeringIds().stream().map(OfferingId::new).collect(Collectors.toSet())))
                : Optional.empty();
        professionals.learn(tenant(event), id, event.sequence(), bookable);
    }

    private Booking.Told told(ReceivedEvent<?> event, @Nullable Boolean accepted, Instant at) {
        return new Booking.Told(event.id(), accepted, at, now());
    }

    private Instant now() {
        return clock.instant();
    }

    private static TenantId tenant(ReceivedEvent<?> event) {
        return new TenantId(event.tenantId());
    }

    private static List<Conflict> conflicts(SlotRejected rejected) {
        return rejected.conflicts() == null
                ? List.of()
                : rejected.conflicts().stream()
                        .map(found -> new Conflict(found.bookingId(), found.number(), found.start(), found.end()))
                        .toList();
    }

    private static BookedSlot slot(SlotBooked booked) {
        return new BookedSlot(new ProfessionalId(booked.professionalId()), booked.start(), booked.end());
    }

    private static Money money(Amount amount) {
        return new Money(amount.amount(), amount.currency());
    }
}
