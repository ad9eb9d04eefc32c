package io.holdfast.notification.saga;

import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.messaging.Subscriptions;
import io.holdfast.notification.Announcements;
import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.Kind;
import io.holdfast.notification.Notification;
import io.holdfast.notification.Professionals;
import io.holdfast.notification.Reader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's part in the saga: event → who is told what. */
@Configuration(proxyBeanMethods = false)
class NotificationSaga {

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
                .on("booking.cancelled.v1", BookingCancelled.class, this::cancelled)
                .on("professional.registered.v1", ProfessionalProfile.class, this::profile)
                .on("professional.updated.v1", ProfessionalProfile.class, this::profile)
                .on("professional.deactivated.v1", ProfessionalDeactivated.class, this::deactivated);
    }

    private void confirmed(ReceivedEvent<BookingConfirmed> event) {
        BookingConfirmed booking = event.body();
        var about = about(event, booking);
        announcements.tellClient(about, Kind.CONFIRMED, reader(booking), true);
        announcements.tellAdmin(about, Kind.NEW_BOOKING);
        // Last, because it may ask for the event again; the others need not wait for that.
        announcements.tellProfessional(
                about, Kind.NEW_BOOKING, booking.professional().id(), booking.professional().displayName(), event.at());
    }

    private void cancelled(ReceivedEvent<BookingCancelled> event) {
        BookingCancelled booking = event.body();
        var about = about(event, booking);
        announcements.tellClient(about, Kind.CANCELLED, reader(booking), booking.wasConfirmed());
        if (!booking.wasConfirmed()) {
            // Nobody else has heard of it.
            return;
        }
        announcements.tellAdmin(about, Kind.CANCELLED);
        ProfessionalRef professional = booking.professional();
        if (professional != null) {
            announcements.tellProfessional(
                    about, Kind.CANCELLED, professional.id(), professional.displayName(), event.at());
        }
    }

    private void profile(ReceivedEvent<ProfessionalProfile> event) {
        ProfessionalProfile profile = event.body();
        professionals.learn(
                event.tenantId(), profile.professionalId(), event.sequence(), profile.email(), profile.zone());
    }

    private void deactivated(ReceivedEvent<ProfessionalDeactivated> event) {
        professionals.left(event.tenantId(), event.body().professionalId(), event.sequence());
    }

    private static Reader reader(BookingConfirmed booking) {
        return new Reader(
                booking.client().name(), booking.client().email(), booking.language(), booking.displayZone());
    }

    private static Reader reader(BookingCancelled booking) {
        return new Reader(
                booking.client().name(), booking.client().email(), booking.language(), booking.displayZone());
    }

    private static Notification.About about(ReceivedEvent<?> event, BookingConfirmed booking) {
        var recipient = booking.recipient();
        var facts = new BookingFacts(
                booking.number(),
                booking.offering().name(),
                booking.professional().displayName(),
                booking.client().name(),
                recipient == null ? null : recipient.name(),
                booking.start(),
                booking.end(),
                booking.price(),
                booking.meetingUrl(),
                null);
        return new Notification.About(event.tenantId(), booking.bookingId(), booking.revision(), facts);
    }

    private static Notification.About about(ReceivedEvent<?> event, BookingCancelled booking) {
        ProfessionalRef professional = booking.professional();
        var facts = new BookingFacts(
                booking.number(),
                booking.offering().name(),
                professional == null ? null : professional.displayName(),
                booking.client().name(),
                null,
                booking.start(),
                booking.end(),
                null,
                booking.meetingUrl(),
                new BookingFacts.Cancellation(booking.reason(), booking.refund(), booking.refundPercentage()));
        return new Notification.About(event.tenantId(), booking.bookingId(), booking.revision(), facts);
    }
}
