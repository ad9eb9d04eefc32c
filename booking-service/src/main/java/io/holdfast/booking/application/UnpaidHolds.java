package io.holdfast.booking.application;

import java.time.Duration;
import java.util.Optional;

import io.holdfast.booking.application.BookingSettings.LimitSettings;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.Bookings.HeldBy;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.defaults.Sha256;
import org.springframework.stereotype.Component;

/**
 * How much may be held that nobody has paid for yet: by one client, one phone, one address, and of one professional's
 * time. Counted in the store, and only what is held: requests that are decided at the same moment may exceed it a little.
 */
@Component
class UnpaidHolds {

    // Holds end by themselves; whoever waits has better chances soon.
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private final Bookings bookings;
    private final BookingSettings settings;

    UnpaidHolds(Bookings bookings, BookingSettings settings) {
        this.bookings = bookings;
        this.settings = settings;
    }

    /**
     * How long to wait when there are too many; empty when one more may be held.
     *
     * @param capacity how many share a slot: a full class takes no more of the professional's time than one client does
     */
    Optional<Duration> tooMany(BookingRequest request, String clientKey, ProfessionalId professional, int capacity) {
        LimitSettings limit = settings.limit();
        String phone = request.contact().phone();
        String address = request.origin().address();
        boolean tooMany = is(request, HeldBy.PROFESSIONAL, professional.value(), limit.unpaidPerProfessional() * Math.max(1, capacity))
                || is(request, HeldBy.CLIENT, clientKey, limit.bookingsOf(request.tenant().value()))
                || (phone != null && is(request, HeldBy.PHONE, phone, limit.unpaidPerPhone()))
                || (address != null && is(request, HeldBy.ORIGIN, originOf(address), limit.unpaidPerAddress()));
        return tooMany ? Optional.of(AGAIN_AFTER) : Optional.empty();
    }

    /** What stands for an address where it is stored. */
    static String originOf(String address) {
        return Sha256.hex(address);
    }

    private boolean is(BookingRequest request, HeldBy by, String whom, int most) {
        return bookings.unpaid(request.tenant(), by, whom) >= most;
    }
}
