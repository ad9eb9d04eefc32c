package io.holdfast.payment.application;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.holdfast.payment.domain.Payment;
import io.holdfast.payment.domain.PaymentId;
import io.holdfast.payment.domain.PaymentProvider;
import io.holdfast.payment.domain.PaymentProvider.ProviderOrder;
import io.holdfast.payment.domain.Samples;
import io.holdfast.payment.domain.Settlement;
import io.holdfast.testsupport.scenario.MovableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.holdfast.payment.domain.RefundReason.BOOKING_EXPIRED;
import static io.holdfast.payment.domain.Samples.ID;
import static io.holdfast.payment.domain.Samples.NOW;
import static io.holdfast.payment.domain.Samples.ORDER;
import static io.holdfast.payment.domain.Samples.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

/** What at the provider shows that the store is older than its ledger. */
class NoticeRestoreTest {

    private static final PaymentId UNKNOWN = new PaymentId("a-booking-of-the-time-that-was-lost", 1);

    private final MovableClock clock = new MovableClock(NOW);
    private final AtomicReference<@Nullable Instant> noticed = new AtomicReference<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final OnePayment payments = OnePayment.ordered();
    private List<ProviderOrder> ledger = List.of();
    private boolean away;

    @Test
    void anOrderOfAPaymentThatIsNotHereShowsIt() {
        ledger = List.of(new ProviderOrder("order_1", ID, Samples.TENANT), new ProviderOrder("order_2", UNKNOWN, Samples.TENANT));

        assertThat(started().ordersMayBeUnknown()).isTrue();
        assertThat(noticed).hasValue(NOW);
    }

    @Test
    void anOrderOfAPaymentThatHadNotAskedForItShowsIt() {
        ledger = List.of(new ProviderOrder("order_1", ID, Samples.TENANT));
        payments.stored = opened().requestOrder(REQUEST, NOW).aggregate();
        assertThat(started().ordersMayBeUnknown()).isTrue();

        noticed.set(null);
        payments.stored = opened().settle(Settlement.inFull(BOOKING_EXPIRED), NOW).aggregate();
        assertThat(started().ordersMayBeUnknown()).isTrue();
    }

    /** Another instance may be making one at this moment, or died when it had. */
    @Test
    void whatIsKnownClaimedOrNotOursDoesNot() {
        ledger = List.of(new ProviderOrder("order_1", ID, Samples.TENANT), new ProviderOrder("order_of_somebody_else", null, null));
        assertThat(started().ordersMayBeUnknown()).isFalse();

        payments.stored = opened().requestOrder(REQUEST, NOW).then(payment -> payment.claim(NOW)).aggregate();
        assertThat(started().ordersMayBeUnknown()).isFalse();

        payments.stored = payments.stored.settle(Settlement.inFull(BOOKING_EXPIRED), NOW).aggregate();
        assertThat(started().ordersMayBeUnknown()).isFalse();

        ledger = List.of();
        assertThat(started().ordersMayBeUnknown()).isFalse();
        assertThat(noticed).hasValue(null);
    }

    @Test
    void theProviderIsAskedOnce() {
        ledger = List.of(new ProviderOrder(ORDER.orderId(), ID, Samples.TENANT));
        NoticeRestore restore = started();
        restore.ordersMayBeUnknown();
        restore.ordersMayBeUnknown();

        assertThat(asked).hasValue(1);
    }

    @Test
    void itIsInDoubtForADay() {
        ledger = List.of(new ProviderOrder("order_2", UNKNOWN, Samples.TENANT));
        NoticeRestore restore = started();
        restore.ordersMayBeUnknown();

        clock.advance(Duration.ofHours(24));
        assertThat(restore.ordersMayBeUnknown()).isTrue();
        clock.advance(Duration.ofHours(1));
        assertThat(restore.ordersMayBeUnknown()).isFalse();
    }

    /** Those that are made since then are known, and hide the others. */
    @Test
    void whatAnotherInstanceNoticedCounts() {
        ledger = List.of(new ProviderOrder(ORDER.orderId(), ID, Samples.TENANT));
        noticed.set(NOW.minus(Duration.ofHours(1)));

        assertThat(started().ordersMayBeUnknown()).isTrue();
    }

    @Test
    void whileNobodyCanSayItIsInDoubt() {
        away = true;
        NoticeRestore restore = started();
        assertThat(restore.ordersMayBeUnknown()).isTrue();

        away = false;
        assertThat(restore.ordersMayBeUnknown()).isFalse();
        assertThat(noticed).hasValue(null);
    }

    private static Payment opened() {
        return Payment.opened(ID, Samples.TENANT, Samples.SCHEDULE);
    }

    private NoticeRestore started() {
        var provider = (PaymentProvider) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PaymentProvider.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("orders");
                    asked.incrementAndGet();
                    if (away) {
                        throw new PaymentProvider.Unavailable("The provider is away", new IllegalStateException(), false);
                    }
                    return ledger;
                });
        return new NoticeRestore(payments, provider, new Restores() {
            @Override
            public Optional<Instant> lastNoticed() {
                return Optional.ofNullable(noticed.get());
            }

            @Override
            public void notice(Instant at) {
                noticed.set(at);
            }
        }, clock);
    }
}
