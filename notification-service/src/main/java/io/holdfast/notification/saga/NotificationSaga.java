package io.holdfast.notification.saga;

import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.notification.Announcements;
import io.holdfast.notification.Kind;
import io.holdfast.notification.Notification;
import io.holdfast.notification.Professionals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's part in the saga: event → who is told what. */
@Configuration(proxyBeanMethods = false)
class NotificationSaga {

    private static final Logger log = LoggerFactory.getLogger(NotificationSaga.class);

    private final Announcements announcements;
    private final Professionals professionals;

    NotificationSaga(Announcements announcements, Professionals professionals) {
        this.announcements = announcements;
        this.professionals = professionals;
    }

    @Bean
    Subscriptions subscriptions() {
        return Subscriptions.of("notification-service")
                .on("booking.awaiting-confirmation.v1", BookingAwaitingConfirmation.class, this::awaitingConfirmation)
                .on("booking.confirmed.v1", BookingConfirmed.class, this::confirmed)
                .on("booking.rescheduled.v1", BookingRescheduled.class, this::rescheduled)
                .on("booking.declined.v1", BookingDeclined.class, this::declined)
                .on("booking.cancelled.v1", BookingCancelled.class, this::cancelled)
                .on("schedule.changed.v1", ScheduleChanged.class, this::scheduleChanged)
                .on("professional.registered.v1", ProfessionalProfile.class, this::profile)
                .on("professional.updated.v1", ProfessionalProfile.class, this::profile)
                .on("professional.deactivated.v1", ProfessionalDeactivated.class, this::deactivated);
    }

    private void awaitingConfirmation(ReceivedEvent<BookingAwaitingConfirmation> event) {
        Word word = event.body().word(event.tenantId());
        if (word == null) {
            passOver(event);
            return;
        }
        // Nothing stands yet, so no calendar gets it.
        announcements.tellClient(word.about(), Kind.AWAITING_CONFIRMATION, word.client(), false);
        tell(event, word.about(), Kind.AWAITING_CONFIRMATION, event.body().professional(), false);
    }

    private void confirmed(ReceivedEvent<BookingConfirmed> event) {
        BookingConfirmed booking = event.body();
        var about = booking.about(event.tenantId());
        announcements.tellClient(about, Kind.CONFIRMED, booking.reader(), true);
        announcements.tellAdmin(about, Kind.NEW_BOOKING);
        // Last, because it may ask for the event again; the others need not wait for that.
        tell(event, about, Kind.NEW_BOOKING, booking.professional(), true);
    }

    private void rescheduled(ReceivedEvent<BookingRescheduled> event) {
        BookingRescheduled booking = event.body();
        var about = booking.about(event.tenantId());
        announcements.tellClient(about, Kind.RESCHEDULED, booking.reader(), true);
        if (booking.isWithSomebodyElse()) {
            tell(event, about, Kind.NEW_BOOKING, booking.professional(), true);
            tell(event, booking.aboutPrevious(event.tenantId()), Kind.REASSIGNED, booking.previousProfessional(), true);
        } else {
            tell(event, about, Kind.RESCHEDULED, booking.professional(), true);
        }
    }

    private void declined(ReceivedEvent<BookingDeclined> event) {
        BookingDeclined declined = event.body();
        Word word = declined.word(event.tenantId());
        if (word == null) {
            passOver(event);
            return;
        }
        // Nobody had been told that the booking stands, so no calendar has it.
        announcements.tellClient(word.about(), declined.kind(), word.client(), false);
        ProfessionalRef professional = declined.professional();
        if (professional != null) {
            tell(event, word.about(), declined.kind(), professional, false);
        }
    }

    /** Published before these events named the client: nobody knows an address, and none will become known. */
    private static void passOver(ReceivedEvent<?> event) {
        log.info("Nobody is told of {} about booking {}: it names no client", event.type(), event.key());
    }

    private void cancelled(ReceivedEvent<BookingCancelled> event) {
        BookingCancelled booking = event.body();
        var about = booking.about(event.tenantId());
        announcements.tellClient(about, Kind.CANCELLED, booking.reader(), booking.wasConfirmed());
        if (booking.wasConfirmed()) {
            announcements.tellAdmin(about, Kind.CANCELLED);
        }
        ProfessionalRef professional = booking.professional();
        // Before it stood, only a professional who had been asked to accept it has heard of it.
        if (professional != null && (booking.wasConfirmed() || announcements.wasProfessionalAsked(about))) {
            tell(event, about, Kind.CANCELLED, professional, booking.wasConfirmed());
        }
    }

    private void tell(
            ReceivedEvent<?> event,
            Notification.About about,
            Kind kind,
            ProfessionalRef professional,
            boolean withCalendar) {
        announcements.tellProfessional(
                about, kind, professional.id(), professional.displayName(), withCalendar, event.at());
    }

    private void profile(ReceivedEvent<ProfessionalProfile> event) {
        ProfessionalProfile profile = event.body();
        professionals.learn(
                event.tenantId(), profile.professionalId(), event.sequence(), profile.email(), profile.zone());
    }

    private void scheduleChanged(ReceivedEvent<ScheduleChanged> event) {
        ScheduleChanged changed = event.body();
        professionals.learnZone(
                event.tenantId(), changed.professionalId(), event.sequence(), changed.schedule().zone());
    }

    private void deactivated(ReceivedEvent<ProfessionalDeactivated> event) {
        professionals.left(event.tenantId(), event.body().professionalId(), event.sequence());
    }
}
