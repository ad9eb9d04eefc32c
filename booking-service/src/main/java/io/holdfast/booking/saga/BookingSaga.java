package io.holdfast.booking.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.booking.analytics.BookingFacts;
import io.holdfast.booking.analytics.Standing;
import io.holdfast.booking.application.AcceptOffer;
import io.holdfast.booking.application.ApplyMessage;
import io.holdfast.booking.application.BookingDraft;
import io.holdfast.booking.application.BookingTimeline;
import io.holdfast.booking.application.UseCoupon;
import io.holdfast.booking.contacts.Contacts;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.FiredTimer;
import io.holdfast.booking.domain.booking.PaymentMessage;
import io.holdfast.booking.domain.imports.Imports;
import io.holdfast.booking.privacy.PerformPrivacyJobs;
import io.holdfast.booking.saga.Received.BookingAwaitingPayment;
import io.holdfast.booking.saga.Received.BookingChanged;
import io.holdfast.booking.saga.Received.BookingConfirmed;
import io.holdfast.booking.saga.Received.BookingCorrected;
import io.holdfast.booking.saga.Received.BookingDeclined;
import io.holdfast.booking.saga.Received.BookingEnded;
import io.holdfast.booking.saga.Received.BookingRequested;
import io.holdfast.booking.saga.Received.BookingSearched;
import io.holdfast.booking.saga.Received.DeadlineReached;
import io.holdfast.booking.saga.Received.ImportAnswered;
import io.holdfast.booking.saga.Received.MatchFailed;
import io.holdfast.booking.saga.Received.MatchFound;
import io.holdfast.booking.saga.Received.NotificationSettled;
import io.holdfast.booking.saga.Received.PaymentCaptured;
import io.holdfast.booking.saga.Received.PaymentFailed;
import io.holdfast.booking.saga.Received.PaymentOrderCreated;
import io.holdfast.booking.saga.Received.PaymentOrderRefused;
import io.holdfast.booking.saga.Received.PaymentRefundFailed;
import io.holdfast.booking.saga.Received.PaymentRefundRequested;
import io.holdfast.booking.saga.Received.PaymentRefunded;
import io.holdfast.booking.saga.Received.ProfessionalDeactivated;
import io.holdfast.booking.saga.Received.ProfessionalProfile;
import io.holdfast.booking.saga.Received.ReviewRequestDue;
import io.holdfast.booking.saga.Received.ScheduleChanged;
import io.holdfast.booking.saga.Received.SlotBooked;
import io.holdfast.booking.saga.Received.SlotLost;
import io.holdfast.booking.saga.Received.SlotRejected;
import io.holdfast.booking.saga.Received.SlotReserved;
import io.holdfast.booking.saga.Received.WaitlistAccepted;
import io.holdfast.defaults.privacy.PersonHandled;
import io.holdfast.defaults.privacy.PersonRequested;
import io.holdfast.defaults.web.PhoneNumbers;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.RetryLater;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What makes or moves a booking from outside: a slot, a waitlist, a match, a payment, a timer. Each row only says which
 * decision of {@link Booking}, {@link PaymentMessage} or {@link FiredTimer} is meant; what it means in which status stands
 * there. Our own events are heard for figures, contacts and coupons, and move nothing.
 */
@Configuration(proxyBeanMethods = false)
public class BookingSaga {

    private static final Logger log = LoggerFactory.getLogger(BookingSaga.class);
    /** After it, a professional who is not known here counts as not existing. */
    private static final Duration LONGEST_PROJECTION = Duration.ofSeconds(10);

    private final ApplyMessage messages;
    private final AcceptOffer acceptOffer;
    private final PhoneNumbers phones;
    private final BookingTimeline timeline;
    private final Professionals professionals;
    private final FigureNews figures;
    private final Contacts contacts;
    private final UseCoupon coupons;
    private final PerformPrivacyJobs privacy;
    private final Imports imports;
    private final Clock clock;

    BookingSaga(
            ApplyMessage messages,
            AcceptOffer acceptOffer,
            PhoneNumbers phones,
            BookingTimeline timeline,
            Professionals professionals,
            BookingFacts facts,
            Contacts contacts,
            UseCoupon coupons,
            PerformPrivacyJobs privacy,
            Imports imports,
            Clock clock) {
        this.messages = messages;
        this.acceptOffer = acceptOffer;
        this.phones = phones;
        this.timeline = timeline;
        this.professionals = professionals;
        this.figures = new FigureNews(facts);
        this.contacts = contacts;
        this.coupons = coupons;
        this.privacy = privacy;
        this.imports = imports;
        this.clock = clock;
    }

    /** The table: event type → decision. */
    @Bean
    public Subscriptions subscriptions() {
        return Subscriptions.of("booking-service")
                .on("slot.reserved.v1", SlotReserved.class, e -> applyUnlessOffered(e, e.body().bookingId(), e.body().heldFor(),
                        booking -> booking.slotReserved(
                                e.body().revision(), e.body().slot(), chosen(e, booking), e.body().holdUntil(), e.at(), now())))
                .on("slot.rejected.v1", SlotRejected.class, e -> applyUnlessOffered(e, e.body().bookingId(), e.body().heldFor(),
                        booking -> booking.slotRejected(
                                e.body().revision(), e.body().whichAttempt(), e.body().whyExactly(), e.body().inTheWay(), now())))
                .on("slot.booked.v1", SlotBooked.class, e -> apply(e, e.body().bookingId(),
                        booking -> booking.slotBooked(e.body().revision(), e.body().slot(), now())))
                .on("slot.lost.v1", SlotLost.class, e -> apply(e, e.body().bookingId(),
                        booking -> booking.slotLost(e.body().revision(), e.body().reason(), now())))

                .on("waitlist.accepted.v1", WaitlistAccepted.class, this::accepted)

                .on("match.found.v1", MatchFound.class, e -> apply(e, e.body().bookingId(),
                        booking -> booking.matchFound(e.body().revision(), e.body().professional(), now())))
                .on("match.failed.v1", MatchFailed.class, e -> apply(e, e.body().bookingId(),
                        booking -> booking.matchFailed(e.body().revision(), e.body().inWords(), now())))

                .on("payment.order-created.v1", PaymentOrderCreated.class, e -> applyPayment(
                        e, e.body().bookingId(), true, e.at(),
                        payment -> payment.orderCreated(e.body().orderId(), e.body().keyId())))
                .on("payment.order-refused.v1", PaymentOrderRefused.class, e -> applyPayment(
                        e, e.body().bookingId(), true, e.at(),
                        payment -> payment.orderRefused(e.body().revision(), e.body().reason())))
                .on("payment.captured.v1", PaymentCaptured.class, e -> {
                    applyPayment(
                            e, e.body().bookingId(), e.body().accepted(), e.body().capturedAt(),
                            payment -> payment.captured(e.body().paymentId(), e.body().amount().toMoney()));
                    figures.captured(e);
                })
                .on("payment.failed.v1", PaymentFailed.class, e -> applyPayment(
                        e, e.body().bookingId(), true, e.at(),
                        payment -> payment.failed(e.body().paymentId(), e.body().reason())))
                .on("payment.refund-requested.v1", PaymentRefundRequested.class, e -> applyPayment(
                        e, e.body().bookingId(), e.body().accepted(), e.at(),
                        payment -> payment.refundRequested(e.body().paymentId(), e.body().amount().toMoney())))
                .on("payment.refunded.v1", PaymentRefunded.class, e -> {
                    applyPayment(
                            e, e.body().bookingId(), e.body().accepted(), e.at(),
                            payment -> payment.refunded(
                                    e.body().paymentId(), e.body().refundId(), e.body().amount().toMoney()));
                    figures.refunded(e);
                })
                .on("payment.refund-failed.v1", PaymentRefundFailed.class, e -> applyPayment(
                        e, e.body().bookingId(), e.body().accepted(), e.at(),
                        payment -> payment.refundFailed(
                                e.body().paymentId(), e.body().amount().toMoney(), e.body().reason())))

                .on("request.timed-out.v1", DeadlineReached.class, e -> applyTimer(e, FiredTimer::requestTimedOut))
                .on("hold.reminder-due.v1", DeadlineReached.class, e -> apply(e, e.body().bookingId(),
                        booking -> new FiredTimer(booking, e.body().revision(), e.body().dueAt(), now()).holdReminderDue()))
                .on("review-request.due.v1", ReviewRequestDue.class, e -> apply(e, e.body().bookingId(),
                        booking -> booking.reviewRequestDue(e.body().revision(), e.body().last())))
                .on("hold.timed-out.v1", DeadlineReached.class, e -> applyTimer(e, FiredTimer::holdTimedOut))
                .on("confirming.timed-out.v1", DeadlineReached.class, e -> applyTimer(e, FiredTimer::confirmingTimedOut))
                .on("confirmation.timed-out.v1", DeadlineReached.class, e -> applyTimer(e, FiredTimer::confirmationTimedOut))
                .on("match.timed-out.v1", DeadlineReached.class, e -> applyTimer(e, FiredTimer::matchTimedOut))
                .on("booking.start-reached.v1", DeadlineReached.class, e -> applyTimer(e, FiredTimer::startReached))
                .on("booking.end-reached.v1", DeadlineReached.class, e -> applyTimer(e, FiredTimer::endReached))

                .on("booking.requested.v1", BookingRequested.class, figures::requested)
                .on("booking.awaiting-payment.v1", BookingAwaitingPayment.class, withContact(figures::awaitsPayment))
                .on("booking.awaiting-match.v1", BookingSearched.class, figures::isSearched)
                .on("booking.awaiting-confirmation.v1", BookingChanged.class, withContact(figures::awaitsConfirmation))
                .on("booking.confirmed.v1", BookingConfirmed.class, withContact(figures::confirmed))
                .on("booking.rescheduled.v1", BookingChanged.class, e -> figures.changed(e, Standing.CONFIRMED))
                .on("booking.declined.v1", BookingDeclined.class, atTheEnd(figures::declined))
                .on("booking.expired.v1", BookingChanged.class, atTheEnd(e -> figures.changed(e, Standing.EXPIRED)))
                .on("booking.cancelled.v1", BookingChanged.class, atTheEnd(e -> figures.changed(e, Standing.CANCELLED)))
                .on("booking.rejected.v1", BookingEnded.class, atTheEnd(e -> figures.ended(e, Standing.REJECTED)))
                .on("booking.completed.v1", BookingEnded.class, e -> figures.ended(e, Standing.COMPLETED))
                .on("booking.no-show-recorded.v1", BookingEnded.class, e -> figures.ended(e, Standing.NO_SHOW))

                .on("booking.corrected.v1", BookingCorrected.class, this::projectContact)

                .on("import.profiles-answered.v1", ImportAnswered.class, e -> imports.decide(
                        e.body().job(), job -> job.profilesAnswered(e.body().step(), e.body().rows(), now())))
                .on("import.schedules-answered.v1", ImportAnswered.class, e -> imports.decide(
                        e.body().job(), job -> job.schedulesAnswered(e.body().step(), e.body().rows(), now())))

                .on("notification.sent.v1", NotificationSettled.class, this::messagesSettled)
                .on("notification.failed.v1", NotificationSettled.class, this::messagesSettled)
                .on("schedule.changed.v1", ScheduleChanged.class, e -> professionals.projectSchedule(
                        tenant(e),
                        new ProfessionalId(e.body().professionalId()),
                        e.sequence(),
                        e.body().schedule().zone(),
                        e.body().schedule().slotStep()))
                .on("professional.registered.v1", ProfessionalProfile.class, this::project)
                .on("professional.updated.v1", ProfessionalProfile.class, this::project)
                .on("professional.deactivated.v1", ProfessionalDeactivated.class, e -> professionals.project(
                        tenant(e), new ProfessionalId(e.body().professionalId()), e.sequence(), Optional.empty()))

                .on("person.export-requested.v1", PersonRequested.class, e -> privacy.export(e))
                .on("person.erasure-requested.v1", PersonRequested.class, e -> privacy.erase(e))
                .on("person.part-handled.v1", PersonHandled.class, e -> privacy.handled(e));
    }

    /**
     * Who is to provide what anyone could; null where that was known before, and for somebody who cannot be booked any more.
     *
     * @throws RetryLater while they may still be on their way here, since availability hears of them by itself
     */
    private @Nullable ProfessionalRef chosen(ReceivedEvent<SlotReserved> event, Booking booking) {
        if (booking.state().slot().professional() != null) {
            return null;
        }
        Optional<ProfessionalRef> found = professionals
                .find(tenant(event), event.body().slot().professional())
                .map(ProfessionalSummary::ref);
        if (found.isEmpty() && now().isBefore(event.at().plus(LONGEST_PROJECTION))) {
            throw new RetryLater("Not known here yet: the professional " + event.body().professionalId(), null);
        }
        return found.orElse(null);
    }

    private void apply(
            ReceivedEvent<?> event, String bookingId, Function<Booking, Decision<Booking, BookingEvent>> decision) {
        messages.apply(tenant(event), new BookingId(bookingId), event.type(), decision);
    }

    /** @param heldFor who has or wanted the slot, where that is no booking: its id may become one, and then it is told anew */
    private void applyUnlessOffered(
            ReceivedEvent<?> event,
            String bookingId,
            @Nullable String heldFor,
            Function<Booking, Decision<Booking, BookingEvent>> decision) {
        if (heldFor == null) {
            apply(event, bookingId, decision);
        } else {
            log.debug("{} {} is about an offer of {}, and about no booking", event.type(), bookingId, heldFor);
        }
    }

    private void accepted(ReceivedEvent<WaitlistAccepted> event) {
        WaitlistAccepted body = event.body();
        BookingDraft draft = body.toDraft(tenant(event), phones);
        if (privacy.wasErasedSince(tenant(event), event.at(), draft.subject(), draft.contact().email())) {
            log.info("An offer was accepted by somebody who was erased since; it makes no booking");
            return;
        }
        body.moved().ifPresentOrElse(
                moved -> acceptOffer.move(body.offer(), moved, draft), () -> acceptOffer.book(body.offer(), draft));
    }

    private void applyPayment(
            ReceivedEvent<?> event,
            String bookingId,
            boolean accepted,
            Instant at,
            Function<PaymentMessage, Decision<Booking, BookingEvent>> decision) {
        apply(event, bookingId, booking ->
                decision.apply(new PaymentMessage(booking, event.id(), accepted, at, now())));
    }

    private void applyTimer(
            ReceivedEvent<DeadlineReached> event, Function<FiredTimer, Decision<Booking, BookingEvent>> decision) {
        DeadlineReached reached = event.body();
        messages.applyTimer(
                tenant(event), new BookingId(reached.bookingId()), event.type(), reached.revision(), reached.dueAt(), decision);
    }

    private void messagesSettled(ReceivedEvent<NotificationSettled> event) {
        timeline.messagesSettled(tenant(event), new BookingId(event.body().bookingId()), event.body().messages());
    }

    /** What is corrected before anybody was told of the booking is found when they are, or when it ends. */
    private <T> Subscriptions.Handler<T> withContact(Subscriptions.Handler<T> figures) {
        return event -> {
            figures.handle(event);
            projectContact(event);
        };
    }

    private <T> Subscriptions.Handler<T> atTheEnd(Subscriptions.Handler<T> figures) {
        return event -> {
            withContact(figures).handle(event);
            coupons.ended(tenant(event), new BookingId(event.key()));
        };
    }

    private void projectContact(ReceivedEvent<?> event) {
        contacts.project(tenant(event), new BookingId(event.key()));
    }

    private void project(ReceivedEvent<ProfessionalProfile> event) {
        var id = new ProfessionalId(event.body().professionalId());
        professionals.project(tenant(event), id, event.sequence(), event.body().bookable());
    }

    private Instant now() {
        return clock.instant();
    }

    private static TenantId tenant(ReceivedEvent<?> event) {
        return new TenantId(event.tenantId());
    }
}
