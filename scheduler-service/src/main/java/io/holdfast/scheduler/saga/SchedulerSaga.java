package io.holdfast.scheduler.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.scheduler.application.FollowBooking;
import io.holdfast.scheduler.application.TimeAnswers;
import io.holdfast.scheduler.domain.Occasion;
import io.holdfast.scheduler.domain.Plan;
import io.holdfast.scheduler.domain.TenantId;
import io.holdfast.scheduler.domain.Timer;
import io.holdfast.scheduler.domain.TimerKind;
import io.holdfast.scheduler.saga.Received.AwaitingConfirmation;
import io.holdfast.scheduler.saga.Received.AwaitingMatch;
import io.holdfast.scheduler.saga.Received.AwaitingPayment;
import io.holdfast.scheduler.saga.Received.Completed;
import io.holdfast.scheduler.saga.Received.Confirmed;
import io.holdfast.scheduler.saga.Received.Ended;
import io.holdfast.scheduler.saga.Received.OfferEnded;
import io.holdfast.scheduler.saga.Received.Paid;
import io.holdfast.scheduler.saga.Received.ProposalEnded;
import io.holdfast.scheduler.saga.Received.ProposalSent;
import io.holdfast.scheduler.saga.Received.Requested;
import io.holdfast.scheduler.saga.Received.SlotOffered;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.holdfast.scheduler.domain.TimerKind.CONFIRMATION;
import static io.holdfast.scheduler.domain.TimerKind.CONFIRMATION_REMINDER;
import static io.holdfast.scheduler.domain.TimerKind.CONFIRMING;
import static io.holdfast.scheduler.domain.TimerKind.END;
import static io.holdfast.scheduler.domain.TimerKind.HOLD;
import static io.holdfast.scheduler.domain.TimerKind.HOLD_REMINDER;
import static io.holdfast.scheduler.domain.TimerKind.MATCH;
import static io.holdfast.scheduler.domain.TimerKind.REQUEST;
import static io.holdfast.scheduler.domain.TimerKind.REVIEW_REQUEST;
import static io.holdfast.scheduler.domain.TimerKind.START;

/**
 * What a booking waits for from each of its turns on: all of it, so what it waited for before and is not named is
 * withdrawn. Every state in which a booking waits has a timer, and so has each professional who is asked to take it, and
 * whoever on a waitlist is offered a slot. What following and firing mean is in {@code domain.Agenda}.
 */
@Configuration(proxyBeanMethods = false)
class SchedulerSaga {

    /** Within it availability mostly says what it thinks of a booking, which takes the place of the wait for it. */
    private static final Duration USUAL_ANSWER = Duration.ofSeconds(1);

    private final FollowBooking bookings;
    private final TimeAnswers answers;

    SchedulerSaga(FollowBooking bookings, TimeAnswers answers) {
        this.bookings = bookings;
        this.answers = answers;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("scheduler-service")
                .on("booking.requested.v1", Requested.class, e -> follow(e, e.body().bookingId(), timersOf(e.body())))
                .supersededWithin(USUAL_ANSWER)
                .on("booking.awaiting-payment.v1", AwaitingPayment.class, e ->
                        follow(e, e.body().bookingId(), timersOf(e.body())))
                .on("booking.paid.v1", Paid.class, e -> follow(e, e.body().bookingId(), timersOf(e.body())))
                .supersededWithin(USUAL_ANSWER)
                .on("booking.awaiting-confirmation.v1", AwaitingConfirmation.class, e ->
                        follow(e, e.body().bookingId(), timersOf(e.body())))
                .on("booking.awaiting-match.v1", AwaitingMatch.class, e -> follow(e, e.body().bookingId(), timersOf(e.body())))
                .on("proposal.sent.v1", ProposalSent.class, e ->
                        answers.await(e.body().bookingId(), tenant(e), e.body().timer()))
                .on("proposal.accepted.v1", ProposalEnded.class, this::endProposal)
                .on("proposal.declined.v1", ProposalEnded.class, this::endProposal)
                .on("proposal.expired.v1", ProposalEnded.class, this::endProposal)
                .on("proposal.withdrawn.v1", ProposalEnded.class, this::endProposal)
                .on("waitlist.offered.v1", SlotOffered.class, e ->
                        answers.await(e.body().bookingId(), tenant(e), e.body().timer()))
                .on("waitlist.accepted.v1", OfferEnded.class, e -> answers.endWaitlistOffer(e.body().bookingId()))
                .on("waitlist.passed.v1", OfferEnded.class, e -> answers.endWaitlistOffer(e.body().bookingId()))
                .on("booking.confirmed.v1", Confirmed.class, e -> follow(e, e.body().bookingId(), timersOf(e.body())))
                .on("booking.rescheduled.v1", Confirmed.class, e -> follow(e, e.body().bookingId(), timersOf(e.body())))
                .on("booking.completed.v1", Completed.class, e -> follow(e, e.body().bookingId(), timersOf(e.body())))
                .on("booking.reviewed.v1", Ended.class, this::end)
                .on("booking.rejected.v1", Ended.class, this::end)
                .on("booking.expired.v1", Ended.class, this::end)
                .on("booking.declined.v1", Ended.class, this::end)
                .on("booking.cancelled.v1", Ended.class, this::end)
                .on("booking.no-show-recorded.v1", Ended.class, this::end);
    }

    private static List<Timer> timersOf(Requested booking) {
        return List.of(Timer.pending(REQUEST, booking.revision(), booking.deadline()));
    }

    private static List<Timer> timersOf(AwaitingPayment booking) {
        return reminderAndDeadline(HOLD_REMINDER, booking.remindAt(), HOLD, booking.holdUntil(), booking.revision());
    }

    private static List<Timer> timersOf(Paid booking) {
        return List.of(Timer.pending(CONFIRMING, booking.revision(), booking.deadline()));
    }

    private static List<Timer> timersOf(AwaitingConfirmation booking) {
        return reminderAndDeadline(
                CONFIRMATION_REMINDER, booking.remindAt(), CONFIRMATION, booking.deadline(), booking.revision());
    }

    private static List<Timer> timersOf(AwaitingMatch booking) {
        return List.of(Timer.pending(MATCH, booking.revision(), booking.deadline()));
    }

    private static List<Timer> timersOf(Confirmed booking) {
        var timers = new ArrayList<Timer>();
        for (Duration lead : Objects.requireNonNullElse(booking.reminders(), List.<Duration>of())) {
            timers.add(Timer.reminder(lead, booking.revision(), booking.start()));
        }
        timers.add(Timer.pending(START, booking.revision(), booking.start()));
        timers.add(Timer.pending(END, booking.revision(), booking.end()));
        return timers;
    }

    private static List<Timer> timersOf(Completed booking) {
        List<Instant> rounds = booking.review() == null ? List.of() : booking.review().reminders();
        return IntStream.rangeClosed(1, rounds.size())
                .mapToObj(round -> Timer.pending(
                        REVIEW_REQUEST, new Occasion.Round(round, round == rounds.size()), booking.revision(),
                        rounds.get(round - 1)))
                .toList();
    }

    private static List<Timer> reminderAndDeadline(
            TimerKind reminder, @Nullable Instant remindAt, TimerKind kind, Instant deadline, int revision) {
        Timer end = Timer.pending(kind, revision, deadline);
        return remindAt == null ? List.of(end) : List.of(Timer.pending(reminder, revision, remindAt), end);
    }

    private void end(ReceivedEvent<Ended> event) {
        follow(event, event.body().bookingId(), List.of());
    }

    private void endProposal(ReceivedEvent<ProposalEnded> event) {
        answers.endProposal(event.body().bookingId(), event.body().proposalId());
    }

    private static TenantId tenant(ReceivedEvent<?> event) {
        return new TenantId(event.tenantId());
    }

    private void follow(ReceivedEvent<?> event, String bookingId, List<Timer> timers) {
        bookings.follow(bookingId, tenant(event), new Plan(event.sequence(), event.at(), timers));
    }
}
