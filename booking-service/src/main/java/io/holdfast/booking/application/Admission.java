package io.holdfast.booking.application;

import java.time.Duration;
import java.util.Optional;

import io.holdfast.booking.application.BookingSettings.LimitSettings;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.booking.Bookings.HeldBy;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Whether somebody may ask for one booking more: how often they do, and how much may be held that nobody has paid for yet,
 * by one client, one phone, one address, and of one professional's time. The latter is counted in the store, and only what
 * is held: requests that are decided at the same moment may exceed it a little.
 */
@Component
class Admission {

    // Holds end by themselves; whoever waits has better chances soon.
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

    private final Bookings bookings;
    private final BookingLimit limit;
    private final ObjectProvider<BookingChallenge> challenges;
    private final LimitSettings settings;

    Admission(
            Bookings bookings, BookingLimit limit, ObjectProvider<BookingChallenge> challenges, BookingSettings settings) {
        this.bookings = bookings;
        this.limit = limit;
        this.challenges = challenges;
        this.settings = settings.limit();
    }

    /** What stands for an address where it is stored. */
    static String originOf(String address) {
        return DigestUtils.sha256Hex(address);
    }

    /**
     * Last of all checks: what is refused for another reason does not count.
     *
     * @param professional null where nobody's time is held
     * @param capacity how many share a slot: a full class takes no more of the professional's time than one client does
     * @throws Refused 422 or 429
     */
    void require(BookingId id, BookingDraft request, @Nullable ProfessionalId professional, int capacity) {
        challenges.orderedStream()
                .flatMap(challenge -> challenge.unmet(request).stream())
                .findFirst()
                .ifPresent(sentence -> {
                    throw Refused.rule("challenge-unmet", sentence);
                });
        if (holdsTooMuch(request, professional, capacity)) {
            throw new Refused(new Refused.Reason.RateLimited(
                    "Too much is held that nobody has paid for yet. Please pay for what you hold, or try again soon.",
                    AGAIN_AFTER));
        }
        limit.admit(request.tenant(), request.clientKey(), id)
                .or(() -> Optional.ofNullable(request.contact().phone())
                        .flatMap(phone -> limit.admitPhone(request.tenant(), phone, id)))
                .ifPresent(wait -> {
                    throw new Refused(new Refused.Reason.RateLimited(
                            "Too many bookings in a short time. Please try again later.", wait));
                });
    }

    private boolean holdsTooMuch(BookingDraft request, @Nullable ProfessionalId professional, int capacity) {
        String phone = request.contact().phone();
        String address = request.origin().address();
        int mostOfProfessional = settings.unpaidPerProfessional() * Math.max(1, capacity);
        return (professional != null && holds(request, HeldBy.PROFESSIONAL, professional.value(), mostOfProfessional))
                || holds(request, HeldBy.CLIENT, request.clientKey(), settings.bookingsOf(request.tenant().value()))
                || (phone != null && holds(request, HeldBy.PHONE, phone, settings.unpaidPerPhone()))
                || (address != null && holds(request, HeldBy.ORIGIN, originOf(address), settings.unpaidPerAddress()));
    }

    private boolean holds(BookingDraft request, HeldBy by, String whom, int most) {
        return bookings.unpaid(request.tenant(), by, whom) >= most;
    }
}
