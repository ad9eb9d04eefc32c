package io.holdfast.booking.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.holdfast.booking.analytics.BookingNews.Appointment;
import io.holdfast.booking.analytics.BookingNews.Occasion;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.StatusChange;
import io.holdfast.booking.domain.payment.Payment;
import io.holdfast.booking.domain.payment.PaymentFact;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.NoPersonalData;
import io.holdfast.defaults.store.Permanent;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A booking's row in the figures. Each part of it has its own rule for which of two messages counts (the later one by its
 * sequence, the earliest moment, each payment once), so that repeated and reordered messages lead to the same row.
 *
 * @param id               the booking's
 * @param start            null while only its payment was heard of: then it is in no month
 * @param slotSequence     of the event that start and professional are from
 * @param standingSequence of the event that the standing is from
 * @param askedAt          when somebody of the business had to accept it
 * @param confirmedAt      when it was confirmed first
 * @param declinedAt       when it was declined
 * @param unanswered       whether it was declined because nobody answered
 */
@NoPersonalData(why = "what, when and with whom of the business; never who booked")
@Document("booking-facts")
@Permanent(why = "a row per booking without anything about a person: what the business did in a month stays known when the booking goes")
@CompoundIndex(name = "by-start", def = "{'tenantId': 1, 'start': 1}")
record BookingFact(
        @Id String id,
        @Version @Nullable Long version,
        String tenantId,
        @Nullable String offering,
        @Nullable Instant start,
        @Nullable String professional,
        long slotSequence,
        Standing standing,
        long standingSequence,
        @Nullable Instant askedAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant declinedAt,
        boolean unanswered,
        @Bounded(max = BookingFact.MOST_SUMS, by = "BookingFact, which forgets later ones")
        List<Sum> captures,
        @Bounded(max = BookingFact.MOST_SUMS, by = "BookingFact, which forgets later ones")
        List<Sum> refunds) {

    /** Payment-service takes at most so many for one booking. */
    static final int MOST_SUMS = 200;

    /** Below that of any event. */
    private static final long NOTHING_YET = -1;

    /**
     * Money that came or went back.
     *
     * @param id       the provider's, of the payment or the refund
     * @param amount   minor units
     * @param currency ISO 4217
     */
    record Sum(String id, long amount, String currency) {

        static Sum of(String id, Money money) {
            return new Sum(id, money.minorUnits(), money.currency().getCurrencyCode());
        }
    }

    BookingFact {
        captures = List.copyOf(captures);
        refunds = List.copyOf(refunds);
    }

    static BookingFact unknown(String tenant, String booking) {
        return new BookingFact(
                booking, null, tenant, null, null, null, NOTHING_YET, Standing.PENDING, NOTHING_YET, null, null, null, false,
                List.of(), List.of());
    }

    /**
     * All that a booking's own document says.
     *
     * @param sequence of the last event that it has caused
     */
    static BookingFact of(Booking booking, long sequence) {
        Payment payment = booking.state().payment();
        return new BookingFact(
                booking.id().value(),
                null,
                booking.terms().tenant().value(),
                booking.terms().offering().id().value(),
                booking.state().slot().start(),
                booking.state().slot().professionalId().map(ProfessionalId::value).orElse(null),
                sequence,
                Standing.of(booking.status()),
                sequence,
                firstTime(booking, BookingStatus.PENDING_CONFIRMATION),
                booking.state().confirmedAt(),
                firstTime(booking, BookingStatus.DECLINED),
                booking.state().history().stream().anyMatch(BookingFact::saysThatNobodyAnswered),
                payment == null ? List.of() : sums(payment.captures(), PaymentFact::paymentId),
                payment == null ? List.of() : sums(payment.refunds(), PaymentFact::reference));
    }

    private static @Nullable Instant firstTime(Booking booking, BookingStatus status) {
        return booking.state().history().stream()
                .filter(change -> change.status() == status)
                .map(StatusChange::at)
                .findFirst()
                .orElse(null);
    }

    private static boolean saysThatNobodyAnswered(StatusChange change) {
        return change.status() == BookingStatus.DECLINED
                && switch (change.triggeredBy()) {
                    case SCHEDULER, AVAILABILITY, PAYMENT, MATCHING -> true;
                    case CLIENT, PROFESSIONAL, ADMIN -> false;
                };
    }

    /** Which of the provider's ids a fact is known by. */
    private interface IdOf {
        @Nullable String of(PaymentFact fact);
    }

    private static List<Sum> sums(List<PaymentFact> facts, IdOf id) {
        var sums = new ArrayList<Sum>();
        for (PaymentFact fact : facts) {
            String known = id.of(fact);
            Money amount = fact.amount();
            if (known != null && amount != null) {
                sums.add(Sum.of(known, amount));
            }
        }
        return sums;
    }

    BookingFact with(BookingNews news) {
        Appointment slot = news.slot();
        Occasion occasion = news.occasion();
        return merged(new BookingFact(
                id,
                version,
                tenantId,
                news.offering(),
                slot == null ? null : slot.start(),
                slot == null ? null : slot.professional(),
                slot == null ? NOTHING_YET : news.sequence(),
                news.standing(),
                news.sequence(),
                occasion == Occasion.ASKED ? news.at() : null,
                occasion == Occasion.CONFIRMED ? news.at() : null,
                occasion == Occasion.DECLINED || occasion == Occasion.UNANSWERED ? news.at() : null,
                occasion == Occasion.UNANSWERED,
                List.of(),
                List.of()));
    }

    BookingFact withCapture(String payment, Money amount) {
        return withSums(union(captures, List.of(Sum.of(payment, amount))), refunds);
    }

    BookingFact withRefund(String refund, Money amount) {
        return withSums(captures, union(refunds, List.of(Sum.of(refund, amount))));
    }

    private BookingFact withSums(List<Sum> came, List<Sum> wentBack) {
        return new BookingFact(
                id, version, tenantId, offering, start, professional, slotSequence, standing, standingSequence, askedAt,
                confirmedAt, declinedAt, unanswered, came, wentBack);
    }

    /** What both say; of one message and the same message it makes that message. */
    BookingFact merged(BookingFact other) {
        BookingFact slot = other.slotSequence >= slotSequence ? other : this;
        BookingFact newer = other.standingSequence >= standingSequence ? other : this;
        return new BookingFact(
                id,
                version,
                tenantId,
                other.offering == null ? offering : other.offering,
                slot.start,
                slot.professional,
                slot.slotSequence,
                newer.standing,
                newer.standingSequence,
                earlier(askedAt, other.askedAt),
                earlier(confirmedAt, other.confirmedAt),
                earlier(declinedAt, other.declinedAt),
                unanswered || other.unanswered,
                union(captures, other.captures),
                union(refunds, other.refunds));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static List<Sum> union(List<Sum> known, List<Sum> more) {
        var all = new ArrayList<>(known);
        for (Sum sum : more) {
            if (all.size() < MOST_SUMS && all.stream().noneMatch(each -> each.id().equals(sum.id()))) {
                all.add(sum);
            }
        }
        return all;
    }

    boolean saysTheSameAs(BookingFact other) {
        return Objects.equals(this, other);
    }

    /** How long who was asked took; null where nobody was asked, or nobody has answered. */
    @Nullable Instant answeredAt() {
        if (askedAt == null || unanswered) {
            return null;
        }
        return earlier(confirmedAt, declinedAt);
    }
}
