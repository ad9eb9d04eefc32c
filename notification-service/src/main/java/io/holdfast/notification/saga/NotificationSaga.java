package io.holdfast.notification.saga;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import io.holdfast.defaults.privacy.PersonRequested;
import io.holdfast.defaults.privacy.PersonRequests;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.notification.BookingNews;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.NotifyParties;
import io.holdfast.notification.Professionals;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.RemindParties;
import io.holdfast.notification.TenantId;
import io.holdfast.notification.audit.AuditLog;
import io.holdfast.notification.saga.Received.AdminActionAttempted;
import io.holdfast.notification.saga.Received.AdminActionEnded;
import io.holdfast.notification.saga.Received.AwaitingConfirmation;
import io.holdfast.notification.saga.Received.AwaitingMatch;
import io.holdfast.notification.saga.Received.Cancelled;
import io.holdfast.notification.saga.Received.Completed;
import io.holdfast.notification.saga.Received.Confirmed;
import io.holdfast.notification.saga.Received.Corrected;
import io.holdfast.notification.saga.Received.Declined;
import io.holdfast.notification.saga.Received.Expired;
import io.holdfast.notification.saga.Received.Moment;
import io.holdfast.notification.saga.Received.PaymentDue;
import io.holdfast.notification.saga.Received.PaymentFailed;
import io.holdfast.notification.saga.Received.ProfessionalDeactivated;
import io.holdfast.notification.saga.Received.ProfessionalProfile;
import io.holdfast.notification.saga.Received.ProposalSent;
import io.holdfast.notification.saga.Received.ProposalWithdrawn;
import io.holdfast.notification.saga.Received.RefundFailed;
import io.holdfast.notification.saga.Received.Refunded;
import io.holdfast.notification.saga.Received.Rejected;
import io.holdfast.notification.saga.Received.ReminderDue;
import io.holdfast.notification.saga.Received.RescheduleRejected;
import io.holdfast.notification.saga.Received.Rescheduled;
import io.holdfast.notification.saga.Received.ReviewRequestDue;
import io.holdfast.notification.saga.Received.ScheduleChanged;
import io.holdfast.notification.saga.Received.Started;
import io.holdfast.notification.saga.Received.WaitlistJoined;
import io.holdfast.notification.saga.Received.WaitlistOffered;
import io.holdfast.notification.saga.Received.WaitlistPassed;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The service's part in the saga: event → who is told what. */
@Configuration(proxyBeanMethods = false)
class NotificationSaga {

    private final NotifyParties parties;
    private final RemindParties reminders;
    private final Professionals professionals;
    private final PersonRequests privacy;
    private final AuditLog audit;

    NotificationSaga(
            NotifyParties parties,
            RemindParties reminders,
            Professionals professionals,
            PersonRequests privacy,
            AuditLog audit) {
        this.parties = parties;
        this.reminders = reminders;
        this.professionals = professionals;
        this.privacy = privacy;
        this.audit = audit;
    }

    /** The service's own; the feed has another beside it. */
    @Bean
    @Primary
    Subscriptions subscriptions() {
        return Subscriptions.of("notification-service")
                .on("booking.payment-due.v1", PaymentDue.class, e ->
                        parties.tell(e.body().news(e), NotificationKind.PAYMENT_DUE))
                .on("booking.payment-failed.v1", PaymentFailed.class, e ->
                        parties.tell(e.body().news(e), NotificationKind.PAYMENT_FAILED))
                .on("booking.expired.v1", Expired.class, e -> parties.tell(e.body().news(e), NotificationKind.EXPIRED))
                .on("booking.awaiting-confirmation.v1", AwaitingConfirmation.class, e ->
                        parties.tell(e.body().news(e), NotificationKind.AWAITING_CONFIRMATION))
                .on("booking.awaiting-match.v1", AwaitingMatch.class, this::awaitingMatch)
                .on("proposal.sent.v1", ProposalSent.class, e -> parties.tell(e.body().news(e), NotificationKind.PROPOSAL))
                .on("proposal.withdrawn.v1", ProposalWithdrawn.class, e ->
                        parties.tell(e.body().news(e), NotificationKind.PROPOSAL_WITHDRAWN))
                .on("waitlist.joined.v1", WaitlistJoined.class, this::joined)
                .on("waitlist.offered.v1", WaitlistOffered.class, e ->
                        parties.tell(e.body().news(e), NotificationKind.WAITLIST_OFFER))
                .on("waitlist.passed.v1", WaitlistPassed.class, e -> missed(e.body().news(e)))
                .on("booking.rejected.v1", Rejected.class, e -> missed(e.body().news(e)))
                .on("booking.reschedule-rejected.v1", RescheduleRejected.class, e -> missed(e.body().news(e)))
                .on("booking.confirmed.v1", Confirmed.class, this::confirmed)
                .on("booking.rescheduled.v1", Rescheduled.class, this::rescheduled)
                .on("booking.corrected.v1", Corrected.class, e -> parties.correct(e.body().news(e)))
                .on("booking.declined.v1", Declined.class, e -> parties.tell(e.body().news(e), e.body().kind()))
                .on("booking.cancelled.v1", Cancelled.class, this::cancelled)
                .on("booking.started.v1", Started.class, e ->
                        reminders.start(e.body().moment().at(e), e.body().meetingUrl()))
                .on("booking.completed.v1", Completed.class, e ->
                        reminders.complete(e.body().moment().at(e), e.body().asksForReview()))
                .on("booking.no-show-recorded.v1", Moment.class, e ->
                        parties.end(e.body().bookingId(), e.body().revision()))
                .on("slot.conflicted.v1", Moment.class, e -> reminders.tellOfConflict(e.body().at(e)))
                .on("confirmation.reminder-due.v1", Moment.class, e -> reminders.remindToAnswer(e.body().at(e)))
                .on("reminder.due.v1", ReminderDue.class, e ->
                        reminders.remind(e.body().moment().at(e), e.body().lead()))
                .on("review-request.due.v1", ReviewRequestDue.class, e ->
                        reminders.askAgainForReview(e.body().moment().at(e), e.body().round(), e.body().last()))
                .on("payment.refunded.v1", Refunded.class, this::refunded)
                .on("payment.refund-failed.v1", RefundFailed.class, this::refundFailed)
                .on("schedule.changed.v1", ScheduleChanged.class, e -> professionals.projectSchedule(
                        tenantOf(e), e.body().professionalId(), e.sequence(), e.body().schedule().zone()))
                .on("professional.registered.v1", ProfessionalProfile.class, this::profile)
                .on("professional.updated.v1", ProfessionalProfile.class, this::profile)
                .on("professional.deactivated.v1", ProfessionalDeactivated.class, e -> professionals.projectLeaving(
                        tenantOf(e), e.body().professionalId(), e.sequence()))
                .on("person.export-requested.v1", PersonRequested.class, e -> privacy.export(e))
                .on("person.erasure-requested.v1", PersonRequested.class, e -> privacy.erase(e))
                .on("admin-action.attempted.v1", AdminActionAttempted.class, e ->
                        audit.attempted(e.body().entry(e.tenantId())))
                .on("admin-action.ended.v1", AdminActionEnded.class, e -> audit.ended(e.body().entry(e.tenantId())));
    }

    private void confirmed(ReceivedEvent<Confirmed> event) {
        BookingNews news = event.body().news(event);
        if (event.body().isQuiet()) {
            parties.keepInMind(news, NotificationKind.CONFIRMED);
        } else {
            parties.tell(news, NotificationKind.CONFIRMED);
        }
    }

    private void awaitingMatch(ReceivedEvent<AwaitingMatch> event) {
        parties.tell(event.body().news(event), NotificationKind.SEARCHING);
        event.body().givenBack(event).ifPresent(had -> {
            parties.tell(had, NotificationKind.REASSIGNED);
            parties.end(had.booking().bookingId(), had.booking().revision());
        });
    }

    private void joined(ReceivedEvent<WaitlistJoined> event) {
        String professional = event.body().professionalId();
        String name = professional == null ? null : professionals.nameOf(tenantOf(event), professional).orElse(null);
        parties.tell(event.body().news(event, name), NotificationKind.WAITLIST_JOINED);
    }

    /** Empty where somebody knows already: who said no, or who waits for the answer to their own request. */
    private void missed(Optional<BookingNews> news) {
        news.ifPresent(missed -> parties.tell(missed, NotificationKind.WAITLIST_MISSED));
    }

    private void rescheduled(ReceivedEvent<Rescheduled> event) {
        BookingNews news = event.body().news(event);
        if (event.body().isWithSomebodyElse()) {
            parties.tell(news, NotificationKind.RESCHEDULED, Set.of(Recipient.CLIENT));
            parties.tell(news, NotificationKind.NEW_BOOKING);
            parties.tell(event.body().lost(event), NotificationKind.REASSIGNED);
        } else {
            parties.tell(news, NotificationKind.RESCHEDULED);
        }
        parties.end(news.booking().bookingId(), event.body().previous().revision());
    }

    private void cancelled(ReceivedEvent<Cancelled> event) {
        BookingNews news = event.body().news(event);
        var readers = EnumSet.of(Recipient.CLIENT);
        if (event.body().wasConfirmed()) {
            readers = EnumSet.allOf(Recipient.class);
            if (news.booking().professionalId() == null) {
                // Who had it has given it back, and nobody else was found.
                readers.remove(Recipient.PROFESSIONAL);
            }
        } else if (parties.wasProfessionalAsked(news.booking())) {
            // Before it stood, only a professional who had been asked to accept it has heard of it.
            readers.add(Recipient.PROFESSIONAL);
        }
        parties.tell(news, NotificationKind.CANCELLED, readers);
        parties.end(news.booking().bookingId(), news.booking().revision());
    }

    private void refunded(ReceivedEvent<Refunded> event) {
        Refunded refund = event.body();
        reminders.refund(refund.moment().at(event), refund.refundId(), refund.amount().toDomain(), refund.accepted());
    }

    private void refundFailed(ReceivedEvent<RefundFailed> event) {
        RefundFailed refund = event.body();
        reminders.failToRefund(
                refund.moment().at(event), refund.paymentId(), refund.amount().toDomain(), refund.reason(), refund.accepted());
    }

    private void profile(ReceivedEvent<ProfessionalProfile> event) {
        ProfessionalProfile profile = event.body();
        professionals.projectProfile(
                tenantOf(event), profile.professionalId(), event.sequence(), profile.displayName(), profile.email(),
                profile.phone(), profile.zone());
    }

    private static TenantId tenantOf(ReceivedEvent<?> event) {
        return new TenantId(event.tenantId());
    }
}
