package io.holdfast.notification.saga;

import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.notification.BookingNews;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.NotifyParties;
import io.holdfast.notification.Professionals;
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
                .on("booking.awaiting-confirmation.v1", AwaitingConfirmation.class, this::awaitingConfirmation)
                .on("booking.confirmed.v1", Confirmed.class, this::confirmed)
                .on("booking.rescheduled.v1", Rescheduled.class, this::rescheduled)
                .on("booking.declined.v1", Declined.class, this::declined)
                .on("booking.cancelled.v1", Cancelled.class, this::cancelled)
                .on("schedule.changed.v1", ScheduleChanged.class, e -> professionals.projectSchedule(
                        tenantOf(e), e.body().professionalId(), e.sequence(), e.body().schedule().zone()))
                .on("professional.registered.v1", ProfessionalProfile.class, this::profile)
                .on("professional.updated.v1", ProfessionalProfile.class, this::profile)
                .on("professional.deactivated.v1", ProfessionalDeactivated.class, e -> professionals.projectLeaving(
                        tenantOf(e), e.body().professionalId(), e.sequence()));
    }

    private void awaitingConfirmation(ReceivedEvent<AwaitingConfirmation> event) {
        BookingNews news = event.body().news(event);
        // Nothing stands yet, so no calendar gets it.
        parties.tellClient(news, NotificationKind.AWAITING_CONFIRMATION, false);
        parties.tellProfessional(news, NotificationKind.AWAITING_CONFIRMATION, false);
    }

    private void confirmed(ReceivedEvent<Confirmed> event) {
        BookingNews news = event.body().news(event);
        parties.tellClient(news, NotificationKind.CONFIRMED, true);
        parties.tellAdmin(news, NotificationKind.NEW_BOOKING);
        // Last, because it may ask for the event again; the others need not wait for that.
        parties.tellProfessional(news, NotificationKind.NEW_BOOKING, true);
    }

    private void rescheduled(ReceivedEvent<Rescheduled> event) {
        BookingNews news = event.body().news(event);
        parties.tellClient(news, NotificationKind.RESCHEDULED, true);
        if (event.body().isWithSomebodyElse()) {
            parties.tellProfessional(news, NotificationKind.NEW_BOOKING, true);
            parties.tellProfessional(event.body().lost(event), NotificationKind.REASSIGNED, true);
        } else {
            parties.tellProfessional(news, NotificationKind.RESCHEDULED, true);
        }
    }

    private void declined(ReceivedEvent<Declined> event) {
        BookingNews news = event.body().news(event);
        // Nobody had been told that the booking stands, so no calendar has it.
        parties.tellClient(news, event.body().kind(), false);
        parties.tellProfessional(news, event.body().kind(), false);
    }

    private void cancelled(ReceivedEvent<Cancelled> event) {
        BookingNews news = event.body().news(event);
        boolean stood = event.body().wasConfirmed();
        parties.tellClient(news, NotificationKind.CANCELLED, stood);
        if (stood) {
            parties.tellAdmin(news, NotificationKind.CANCELLED);
        }
        // Before it stood, only a professional who had been asked to accept it has heard of it.
        if (stood || parties.wasProfessionalAsked(news.booking())) {
            parties.tellProfessional(news, NotificationKind.CANCELLED, stood);
        }
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
