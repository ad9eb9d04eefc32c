package io.holdfast.booking.saga;

import io.holdfast.booking.analytics.BookingFacts;
import io.holdfast.booking.analytics.BookingNews;
import io.holdfast.booking.analytics.BookingNews.Appointment;
import io.holdfast.booking.analytics.BookingNews.Occasion;
import io.holdfast.booking.analytics.Standing;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.saga.Received.BookingAwaitingPayment;
import io.holdfast.booking.saga.Received.BookingChanged;
import io.holdfast.booking.saga.Received.BookingConfirmed;
import io.holdfast.booking.saga.Received.BookingDeclined;
import io.holdfast.booking.saga.Received.BookingEnded;
import io.holdfast.booking.saga.Received.BookingRequested;
import io.holdfast.booking.saga.Received.BookingSearched;
import io.holdfast.booking.saga.Received.PaymentCaptured;
import io.holdfast.booking.saga.Received.PaymentRefunded;
import io.holdfast.messaging.ReceivedEvent;
import org.jspecify.annotations.Nullable;

/** What events say to the figures: the rows of {@link BookingSaga} that move no booking. */
final class FigureNews {

    private static final String NOBODY = "PLATFORM";

    private final BookingFacts facts;

    FigureNews(BookingFacts facts) {
        this.facts = facts;
    }

    void requested(ReceivedEvent<BookingRequested> event) {
        BookingRequested body = event.body();
        facts.note(news(
                event, body.bookingId(), Standing.PENDING, null, body.offeringId(),
                new Appointment(body.start(), body.professionalId())));
    }

    /** The first that is said of a booking without a professional, and of others no news. */
    void awaitsPayment(ReceivedEvent<BookingAwaitingPayment> event) {
        BookingAwaitingPayment body = event.body();
        facts.noteUnlessKnown(news(
                event, body.bookingId(), Standing.PENDING, null, body.offeringId(),
                new Appointment(body.start(), body.professionalId())));
    }

    void isSearched(ReceivedEvent<BookingSearched> event) {
        BookingSearched body = event.body();
        facts.note(news(
                event, body.bookingId(), Standing.PENDING, null, body.offering().id(), new Appointment(body.start(), null)));
    }

    void awaitsConfirmation(ReceivedEvent<BookingChanged> event) {
        changed(event, Standing.PENDING, Occasion.ASKED);
    }

    void confirmed(ReceivedEvent<BookingConfirmed> event) {
        BookingConfirmed body = event.body();
        facts.note(new BookingNews(
                tenant(event), body.bookingId(), event.sequence(), body.confirmedAt(), Standing.CONFIRMED, Occasion.CONFIRMED,
                body.offering().id(), new Appointment(body.start(), body.professional().id())));
    }

    void declined(ReceivedEvent<BookingDeclined> event) {
        BookingDeclined body = event.body();
        facts.note(news(
                event, body.bookingId(), Standing.DECLINED,
                body.by().equals(NOBODY) ? Occasion.UNANSWERED : Occasion.DECLINED, body.offering().id(),
                new Appointment(body.start(), body.professional().id())));
    }

    void changed(ReceivedEvent<BookingChanged> event, Standing standing) {
        changed(event, standing, null);
    }

    private void changed(ReceivedEvent<BookingChanged> event, Standing standing, @Nullable Occasion occasion) {
        BookingChanged body = event.body();
        facts.note(news(
                event, body.bookingId(), standing, occasion, body.offering().id(),
                new Appointment(body.start(), body.professionalId())));
    }

    void ended(ReceivedEvent<BookingEnded> event, Standing standing) {
        facts.note(news(event, event.body().bookingId(), standing, null, null, null));
    }

    /** Money that came beside the booking's own, and goes back, is no revenue. */
    void captured(ReceivedEvent<PaymentCaptured> event) {
        PaymentCaptured body = event.body();
        if (body.accepted()) {
            facts.captured(tenant(event), body.bookingId(), body.paymentId(), body.amount().toMoney());
        }
    }

    void refunded(ReceivedEvent<PaymentRefunded> event) {
        PaymentRefunded body = event.body();
        if (body.accepted()) {
            facts.refunded(tenant(event), body.bookingId(), body.refundId(), body.amount().toMoney());
        }
    }

    private static BookingNews news(
            ReceivedEvent<?> event,
            String booking,
            Standing standing,
            @Nullable Occasion occasion,
            @Nullable String offering,
            @Nullable Appointment slot) {
        return new BookingNews(
                tenant(event), booking, event.sequence(), event.at(), standing, occasion, offering, slot);
    }

    private static TenantId tenant(ReceivedEvent<?> event) {
        return new TenantId(event.tenantId());
    }
}
