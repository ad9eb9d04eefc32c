package io.holdfast.booking.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.holdfast.booking.application.BookingLimit;
import io.holdfast.booking.application.BookingSettings;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.limits.RecentBookings.Counted;
import io.holdfast.booking.limits.RecentBookings.RedisUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * At most so many new bookings per client within any span of the window's length. Redis counts for all instances at
 * once; while it is away the store is asked, which two instances may do at the same moment.
 */
@Component
class SlidingWindowLimit implements BookingLimit {

    private static final Logger log = LoggerFactory.getLogger(SlidingWindowLimit.class);

    // A booking is counted before it is stored; one that is not in the store after this was not stored at all.
    private static final Duration STORED_BY_NOW = Duration.ofMinutes(1);

    private final RecentBookings recent;
    private final Bookings bookings;
    private final BookingSettings settings;
    private final Clock clock;

    SlidingWindowLimit(RecentBookings recent, Bookings bookings, BookingSettings settings, Clock clock) {
        this.recent = recent;
        this.bookings = bookings;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> admit(TenantId tenant, String clientKey, BookingId id) {
        int most = settings.limit().bookingsOf(tenant.value());
        return admit(tenant, clientKey, id, most, now -> fromStore(
                tenant, clientKey, most, settings.limit().window(), now));
    }

    /** While Redis is away nobody counts phones: what one of them may hold unpaid is counted in the store. */
    @Override
    public Optional<Duration> admitPhone(TenantId tenant, String phone, BookingId id) {
        return admit(tenant, "phone:" + phone, id, settings.limit().perPhone(), now -> Optional.empty());
    }

    private Optional<Duration> admit(
            TenantId tenant, String whom, BookingId id, int most, Function<Instant, Optional<Duration>> withoutRedis) {
        Duration window = settings.limit().window();
        Instant now = clock.instant();
        try {
            String key = tenant + ":" + whom;
            Optional<Instant> inTheWay = recent.admit(key, id.value(), most, window, now);
            // Rejected bookings do not count. Who they are is only looked up when it matters.
            if (inTheWay.isPresent() && forgetWhatDoesNotCount(tenant, key, now)) {
                inTheWay = recent.admit(key, id.value(), most, window, now);
            }
            return inTheWay.map(oldest -> Duration.between(now, oldest.plus(window)));
        } catch (RedisUnavailable e) {
            log.debug("Counting in the store: {}", e.getMessage());
            return withoutRedis.apply(now);
        }
    }

    private boolean forgetWhatDoesNotCount(TenantId tenant, String key, Instant now) throws RedisUnavailable {
        boolean any = false;
        for (Counted counted : recent.counted(key)) {
            Optional<Booking> booking = bookings.find(tenant, new BookingId(counted.booking()));
            boolean neverStored = booking.isEmpty() && counted.at().plus(STORED_BY_NOW).isBefore(now);
            if (neverStored || booking.filter(found -> found.status() == BookingStatus.REJECTED).isPresent()) {
                recent.forget(key, counted.booking());
                any = true;
            }
        }
        return any;
    }

    private Optional<Duration> fromStore(
            TenantId tenant, String clientKey, int most, Duration window, Instant now) {
        List<Instant> requested = bookings.requestedSince(tenant, clientKey, now.minus(window));
        return requested.size() < most
                ? Optional.empty()
                : Optional.of(Duration.between(now, requested.get(requested.size() - most).plus(window)));
    }
}
