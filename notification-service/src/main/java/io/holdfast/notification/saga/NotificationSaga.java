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
                .on("booking.confirmed.v1", BookingConfirmed.class, this::confirmed)
                .on("booking.rescheduled.v1", BookingRescheduled.class, this::rescheduled)
                .on("booking.declined.v1", BookingDeclined.class, this::declined)
                .on("booking.cancelled.v1", BookingCancelled.class, this::cancelled)
                .on("schedule.changed.v1", ScheduleChanged.class, this::scheduleChanged)
                .on("professional.registered.v1", ProfessionalProfile.class, this::profile)
                .on("professional.updated.v1", ProfessionalProfile.class, this::profile)
                .on("professional.deactivated.v1", ProfessionalDeactivated.class, this::deactivated);
    }

    private void confirmed(ReceivedEvent<BookingConfirmed> event) {
        BookingConfirmed booking = event.body();
        var about = booking.about(event.tenantId());
        announcements.tellClient(about, Kind.CONFIRMED, booking.reader(), true);
        announcements.tellAdmin(about, Kind.NEW_BOOKING);
        // Last, because it may ask for the event again; the others need not wait for that.
        tell(event, about, Kind.NEW_BOOKING, booking.professional());
    }

    private void rescheduled(ReceivedEvent<BookingRescheduled> event) {
        BookingRescheduled booking = event.body();
        var about = booking.about(event.tenantId());
        announcements.tellClient(about, Kind.RESCHEDULED, booking.reader(), true);
        if (booking.isWithSomebodyElse()) {
            tell(event, about, Kind.NEW_BOOKING, booking.professional());
            tell(event, booking.aboutPrevious(event.tenantId()), Kind.REASSIGNED, booking.previousProfessional());
        } else {
            tell(event, about, Kind.RESCHEDULED, booking.professional());
        }
    }

    private void declined(ReceivedEvent<BookingDeclined> event) {
        BookingDeclined.Word word = event.body().word(event.tenantId());
        if (word == null) {
            // Published before these events named the client: nobody knows an address, and none will become known.
            log.info("Nobody is told that booking {} was declined: its event names no client", event.key());
            return;
        }
        // Nobody had been told that the booking stands, so no calendar has it.
        announcements.tellClient(word.about(), Kind.DECLINED, word.reader(), false);
    }

    private void cancelled(ReceivedEvent<BookingCancelled> event) {
        BookingCancelled booking = event.body();
        var about = booking.about(event.tenantId());
        announcements.tellClient(about, Kind.CANCELLED, booking.reader(), booking.wasConfirmed());
        if (!booking.wasConfirmed()) {
            // Nobody else has heard of it.
            return;
        }
        announcements.tellAdmin(about, Kind.CANCELLED);
        ProfessionalRef professional = booking.professional();
        if (professional != null) {
            tell(event, about, Kind.CANCELLED, professional);
        }
    }

    private void tell(ReceivedEvent<?> event, Notification.About about, Kind kind, ProfessionalRef professional) {
        announcements.tellProfessional(about, kind, professional.id(), professional.displayName(), event.at());
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
