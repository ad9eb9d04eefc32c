package io.holdfast.payment.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.PaymentProvider.ProviderOrder;
import io.holdfast.payment.domain.Payments;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notices that the store was restored from a backup: an order is claimed here before the provider is asked for it, so one of ours
 * that nobody here has claimed was made after the backup. From then on, for a day, each payment may have an order already: a booking
 * that was on its way in the backup goes the same way again, and whoever repeats a request with its key makes a lost one again.
 */
@Component
public class NoticeRestore {

    private static final Logger log = LoggerFactory.getLogger(NoticeRestore.class);

    /** A key makes the same booking again for a day; clocks differ a little. */
    private static final Duration DOUBT = IdempotencyKeys.LAST.plusHours(1);
    /** Payments that nobody paid are forgotten here later than that. */
    private static final Duration LOOKED_BACK = Duration.ofDays(30);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    /** The newest one shows it; whoever makes one later has noticed before. */
    private static final int ORDERS_LOOKED_AT = 10;

    private final Payments payments;
    private final PaymentProvider provider;
    private final Restores restores;
    private final Clock clock;
    private final Lock looking = new ReentrantLock();
    /** Null until somebody has looked. */
    private volatile @Nullable Instant doubtEnds;

    NoticeRestore(Payments payments, PaymentProvider provider, Restores restores, Clock clock) {
        this.payments = payments;
        this.provider = provider;
        this.restores = restores;
        this.clock = clock;
    }

    /**
     * Whether the provider may have orders of which nothing is known here; also while nobody can say. The provider is asked once in
     * the life of a process, so this is called before anything is claimed, and before anything is put right.
     */
    boolean ordersMayBeUnknown() {
        Instant ends = doubtEnds;
        return ends == null ? look() : clock.instant().isBefore(ends);
    }

    private boolean look() {
        if (!looking.tryLock()) {
            return true;
        }
        try {
            Instant now = clock.instant();
            if (anOrderIsUnknown(now)) {
                log.warn("The provider has orders that nobody here has asked for: the store was restored. "
                        + "For {} each order is looked for before it is made", DOUBT);
                restores.notice(now);
            }
            Instant ends = restores.lastNoticed().map(at -> at.plus(DOUBT)).orElse(Instant.MIN);
            doubtEnds = ends;
            return now.isBefore(ends);
        } catch (PaymentProvider.Unavailable | PaymentProvider.Refused e) {
            log.info("Whether the store was restored cannot be seen yet: {}", e.getMessage());
            return true;
        } finally {
            looking.unlock();
        }
    }

    private boolean anOrderIsUnknown(Instant now) {
        return provider.orders(now.minus(LOOKED_BACK), now.plus(CLOCKS_DIFFER), 0).stream()
                .map(ProviderOrder::id)
                .filter(Objects::nonNull)
                .limit(ORDERS_LOOKED_AT)
                .anyMatch(this::wasNeverAskedFor);
    }

    private boolean wasNeverAskedFor(PaymentId id) {
        return payments.find(id).map(Payment::orderWasNeverAskedFor).orElse(true);
    }
}
