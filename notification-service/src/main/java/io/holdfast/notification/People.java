package io.holdfast.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

import io.holdfast.messaging.RetryLater;
import org.springframework.stereotype.Component;

/** Who is meant by a recipient of a booking's news, and where they are found now. */
@Component
class People {

    private final Professionals professionals;
    private final NotificationSettings settings;
    private final Clock clock;

    People(Professionals professionals, NotificationSettings settings, Clock clock) {
        this.professionals = professionals;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A professional whose address is not known is somebody without one: then the delivery is recorded as failed. Somebody
     * can see it then, which nobody could if it were dropped.
     *
     * @param since when the news came up
     * @throws RetryLater while the news is young and the professional may still become known
     */
    Person find(Recipient recipient, BookingRevision booking, Instant since) {
        return switch (recipient) {
            case CLIENT -> booking.client();
            case PROFESSIONAL -> professional(booking, since);
            case ADMIN -> new Person(
                    "Admin", settings.adminEmail(), null, null, settings.staffLanguage(), settings.adminZone().getId());
        };
    }

    private Person professional(BookingRevision booking, Instant since) {
        Professional known = professionals.find(booking.tenantId(), booking.professional());
        if (known.isNew() && clock.instant().isBefore(since.plus(settings.patience()))) {
            throw new RetryLater("Professional " + booking.professional() + " is not known yet", null);
        }
        return new Person(
                nameOf(booking, known),
                known.profile().email(),
                known.profile().phone(),
                booking.professional(),
                settings.staffLanguage(),
                Objects.requireNonNullElse(known.readsIn(), settings.adminZone().getId()));
    }

    /** As the booking has it; who is asked has no booking yet, and profiles from before have no name. */
    private static String nameOf(BookingRevision booking, Professional known) {
        String name = booking.facts().appointment().professional();
        return name != null ? name : Objects.requireNonNullElse(known.profile().name(), booking.professional());
    }
}
