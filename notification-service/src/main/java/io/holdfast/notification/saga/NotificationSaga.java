package io.holdfast.notification.saga;

import java.util.EnumSet;
import java.util.Set;

import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.notification.BookingNews;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.NotifyParties;
import io.holdfast.notification.Professionals;
import io.holdfast.notification.Recipient;
import io.holdfast.notification.TenantId;
import io.holdfast.notification.saga.Received.AwaitingConfirmation;
import io.holdfast.notification.saga.Received.Cancelled;
import io.holdfast.notification.saga.Received.Confirmed;
import io.holdfast.notification.saga.Received.Declined;
import io.holdfast.notification.saga.Received.ProfessionalDeactivated;
import io.holdfast.notification.saga.Received.ProfessionalProfile;
import io.holdfast.notification.saga.Received.Rescheduled;
import io.holdfast.notification.saga.Received.ScheduleChanged;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's part in the saga: event → who is told what. */
@Configuration(proxyBeanMethods = false)
class NotificationSaga {

    private final NotifyParties parties;
    private final Professionals professionals;

    NotificationSaga(NotifyParties parties, Professionals professionals) {
        this.parties = parties;
        this.professionals = professionals;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("notification-service")
                .on("booking.awaiting-confirmation.v1", AwaitingConfirmation.class, e ->
                        parties.tell(e.body().news(e), NotificationKind.AWAITING_CONFIRMATION))
                .on("booking.confirmed.v1", Confirmed.class, e -> parties.tell(e.body().news(e), NotificationKind.CONFIRMED))
                .on("booking.rescheduled.v1", Rescheduled.class, this::rescheduled)
                .on("booking.declined.v1", Declined.class, e -> parties.tell(e.body().news(e), e.body().kind()))
                .on("booking.cancelled.v1", Cancelled.class, this::cancelled)
                .on("schedule.changed.v1", ScheduleChanged.class, e -> professionals.projectSchedule(
                        tenantOf(e), e.body().professionalId(), e.sequence(), e.body().schedule().zone()))
                .on("professional.registered.v1", ProfessionalProfile.class, this::profile)
                .on("professional.updated.v1", ProfessionalProfile.class, this::profile)
                .on("professional.deactivated.v1", ProfessionalDeactivated.class, e -> professionals.projectLeaving(
                        tenantOf(e), e.body().professionalId(), e.sequence()));
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
        } else if (parties.wasProfessionalAsked(news.booking())) {
            // Before it stood, only a professional who had been asked to accept it has heard of it.
            readers.add(Recipient.PROFESSIONAL);
        }
        parties.tell(news, NotificationKind.CANCELLED, readers);
        parties.end(news.booking().bookingId(), news.booking().revision());
    }

    private void profile(ReceivedEvent<ProfessionalProfile> event) {
        ProfessionalProfile profile = event.body();
        professionals.projectProfile(
                tenantOf(event), profile.professionalId(), event.sequence(), profile.email(), profile.zone());
    }

    private static TenantId tenantOf(ReceivedEvent<?> event) {
        return new TenantId(event.tenantId());
    }
}
