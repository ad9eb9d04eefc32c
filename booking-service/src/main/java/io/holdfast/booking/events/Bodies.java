package io.holdfast.booking.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.booking.domain.MatchPolicy;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ReminderPolicy;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.Correction;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.booking.Reschedule;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.booking.TriggeredBy;
import io.holdfast.booking.domain.payment.Cancellation;
import io.holdfast.booking.events.Parts.AddressBody;
import io.holdfast.booking.events.Parts.Details;
import io.holdfast.booking.events.Parts.Head;
import io.holdfast.booking.events.Parts.MissedOffer;
import io.holdfast.booking.events.Parts.MoneyBody;
import io.holdfast.booking.events.Parts.Party;
import io.holdfast.booking.events.Parts.PreferenceBody;
import io.holdfast.booking.events.Parts.ProfessionalBody;
import io.holdfast.booking.events.Parts.ReviewRequestBody;
import io.holdfast.booking.events.Parts.RevisedSlot;
import io.holdfast.booking.events.Parts.Times;
import io.holdfast.booking.events.Parts.Visit;
import io.holdfast.contracts.Wire;
import io.holdfast.contracts.WireType;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/** The bodies of this service's events on topic {@code bookings}; what recurs in them is a record of its own, flat in JSON. */
public final class Bodies {

    private static final String INSTEAD_OF =
            "The waitlist offer as which that slot is held; absent where it was chosen freely.";
    private static final String NOBODY_YET = "Absent while nobody is found who provides it.";
    private static final String CLIENT_ID = "The signed-in client's subject; absent for a guest.";
    private static final String MANAGE_TOKEN_HASH =
            "SHA-256, in hex, of the token with which a guest may see the booking; absent for a signed-in client.";

    private Bodies() {}

    /** @param booking as it is after the event */
    public static WireEvent of(Booking booking, BookingEvent event) {
        return switch (event) {
            case BookingEvent.Requested e -> wire("booking.requested.v1", booking, Requested.of(booking, e));
            case BookingEvent.AwaitingPayment e ->
                wire("booking.awaiting-payment.v1", booking, AwaitingPayment.of(booking, e));
            case BookingEvent.PaymentDue e -> wire("booking.payment-due.v1", booking, PaymentDue.of(booking, e));
            case BookingEvent.PaymentFailed e -> wire("booking.payment-failed.v1", booking, PaymentFailed.of(booking, e));
            case BookingEvent.Paid e -> wire("booking.paid.v1", booking, Paid.of(booking, e));
            case BookingEvent.AwaitingConfirmation e ->
                wire("booking.awaiting-confirmation.v1", booking, AwaitingConfirmation.of(booking, e));
            case BookingEvent.AwaitingMatch e -> wire("booking.awaiting-match.v1", booking, AwaitingMatch.of(booking, e));
            case BookingEvent.Confirmed e -> wire("booking.confirmed.v1", booking, Confirmed.of(booking, e));
            case BookingEvent.Rejected e -> wire("booking.rejected.v1", booking, Rejected.of(booking, e));
            case BookingEvent.Declined e -> wire("booking.declined.v1", booking, Declined.of(booking, e));
            case BookingEvent.Expired e -> wire("booking.expired.v1", booking, Expired.of(booking));
            case BookingEvent.Cancelled e -> wire("booking.cancelled.v1", booking, Cancelled.of(booking, e));
            case BookingEvent.RescheduleRequested e ->
                wire("booking.reschedule-requested.v1", booking, RescheduleRequested.of(booking, e));
            case BookingEvent.Rescheduled e -> wire("booking.rescheduled.v1", booking, Rescheduled.of(booking, e));
            case BookingEvent.RescheduleRejected e ->
                wire("booking.reschedule-rejected.v1", booking, RescheduleRejected.of(booking, e));
            case BookingEvent.OfferReturned e ->
                wire("booking.reschedule-rejected.v1", booking, RescheduleRejected.of(booking, e));
            case BookingEvent.NoShowRecorded e ->
                wire("booking.no-show-recorded.v1", booking, NoShowRecorded.of(booking, e));
            case BookingEvent.Reviewed e -> wire("booking.reviewed.v1", booking, Reviewed.of(booking, e));
            case BookingEvent.Corrected e -> wire("booking.corrected.v1", booking, Corrected.of(booking, e));
            case BookingEvent.Started e -> wire("booking.started.v1", booking, Started.of(booking, e));
            case BookingEvent.Completed e -> wire("booking.completed.v1", booking, Completed.of(booking, e));
        };
    }

    private static WireEvent wire(String type, Booking booking, Object body) {
        return new WireEvent(type, booking.id().value(), body);
    }

    record Requested(
            @JsonUnwrapped Head head,
            @Wire("Whether the client chose the professional or the platform finds one.") Mode mode,
            String offeringId,
            @Nullable @Wire("Absent where the client takes anyone: availability says who it is.") String professionalId,
            Instant start,
            Instant end,
            int durationMinutes,
            @Nullable @Wire("An admin books by hand: the booking window and the slot step do not apply.") Boolean manual,
            @Wire("When the booking is rejected unless availability has answered.") Instant deadline) {

        static Requested of(Booking booking, BookingEvent.Requested event) {
            BookingTerms terms = booking.terms();
            Slot slot = booking.state().slot();
            return new Requested(
                    Head.of(booking), terms.mode(), terms.offering().id().value(), professionalOrNobody(booking), slot.start(),
                    slot.end(), slot.minutes(), terms.manual() ? true : null, event.deadline());
        }
    }

    record AwaitingPayment(
            @JsonUnwrapped Head head,
            @Nullable @Wire("Absent in older ones.") String offeringId,
            @Nullable @Wire(NOBODY_YET) String professionalId,
            Instant start,
            MoneyBody amount,
            Instant holdUntil,
            @Nullable @Wire("When the payer is to be reminded, unless it is paid by then.") Instant remindAt,
            String offeringName,
            Party payer,
            @Nullable @Wire(CLIENT_ID) String clientId,
            @Nullable
            @Wire("SHA-256, in hex, of the token with which a guest may see the payment; absent for a signed-in client.")
            String manageTokenHash) {

        static AwaitingPayment of(Booking booking, BookingEvent.AwaitingPayment event) {
            BookingTerms terms = booking.terms();
            Slot slot = booking.state().slot();
            return new AwaitingPayment(
                    Head.of(booking), terms.offering().id().value(), professionalOrNobody(booking), slot.start(),
                    MoneyBody.of(terms.owed()),
                    event.holdUntil(), event.remindAt(), terms.offering().name(),
                    Party.of(terms.client().contact()), terms.client().subject(), terms.client().manageTokenHash());
        }
    }

    record PaymentDue(
            @JsonUnwrapped Head head,
            @JsonUnwrapped Visit visit,
            @Nullable @Wire(NOBODY_YET) ProfessionalBody professional,
            MoneyBody amount,
            Instant holdUntil) {

        static PaymentDue of(Booking booking, BookingEvent.PaymentDue event) {
            return new PaymentDue(
                    Head.of(booking), Visit.withoutPhone(booking), ProfessionalBody.ofNullable(booking),
                    MoneyBody.of(booking.terms().owed()), event.holdUntil());
        }
    }

    record PaymentFailed(
            @JsonUnwrapped Head head,
            @JsonUnwrapped Visit visit,
            @Nullable @Wire(NOBODY_YET) ProfessionalBody professional,
            @Wire("The attempt that failed; each has its own.") String paymentId,
            MoneyBody amount,
            String reason,
            Instant holdUntil) {

        static PaymentFailed of(Booking booking, BookingEvent.PaymentFailed event) {
            return new PaymentFailed(
                    Head.of(booking), Visit.withoutPhone(booking), ProfessionalBody.ofNullable(booking), event.paymentId(),
                    MoneyBody.of(booking.terms().owed()), event.reason(), event.holdUntil());
        }
    }

    record Paid(
            String bookingId,
            int revision,
            String offeringId,
            @JsonUnwrapped Times slot,
            MoneyBody amount,
            @Wire("When the money goes back unless availability has made the hold final.") Instant deadline,
            @Nullable @Wire(CLIENT_ID) String clientId,
            @Nullable @Wire(MANAGE_TOKEN_HASH) String manageTokenHash) {

        static Paid of(Booking booking, BookingEvent.Paid event) {
            return new Paid(
                    booking.id().value(), booking.state().revision(), booking.terms().offering().id().value(),
                    Times.of(booking.state().slot()), MoneyBody.of(event.amount()), event.deadline(),
                    booking.terms().client().subject(), booking.terms().client().manageTokenHash());
        }
    }

    record AwaitingConfirmation(
            @JsonUnwrapped Head head,
            @JsonUnwrapped Visit visit,
            ProfessionalBody professional,
            @JsonUnwrapped Details details,
            Instant deadline,
            @Nullable @Wire("When who has to answer is to be reminded, unless they have by then.") Instant remindAt) {

        /** The client is called once the booking stands, so nobody is told a number before. */
        static AwaitingConfirmation of(Booking booking, BookingEvent.AwaitingConfirmation event) {
            return new AwaitingConfirmation(
                    Head.of(booking), Visit.withoutPhone(booking), ProfessionalBody.of(booking), Details.withoutPhone(booking),
                    event.deadline(), event.remindAt());
        }
    }

    record AwaitingMatch(
            @JsonUnwrapped Head head,
            @JsonUnwrapped Visit visit,
            int durationMinutes,
            @Nullable AddressBody address,
            @Nullable PreferenceBody preference,
            @Nullable @Wire(value = "What who is asked has to have; absent for nothing.", max = MatchCriteria.MOST) List<String> skills,
            MoneyBody price,
            @Wire("What of it is the professional's.") MoneyBody earnings,
            @Wire("Until when somebody is looked for.") Instant deadline,
            @Nullable
            @Wire(value = "Who had it and gave it back, and is not asked again.", max = MatchPolicy.MOST_RETURNS)
            List<String> excluded,
            @Nullable @Wire("What a professional has given back; it is to be released.") RevisedSlot previous,
            @Nullable
            @Wire("What a reschedule had asked for when it was given back; it is to be given up as well.")
            RevisedSlot pendingSlot) {

        static AwaitingMatch of(Booking booking, BookingEvent.AwaitingMatch event) {
            BookingTerms terms = booking.terms();
            MatchCriteria wanted = Objects.requireNonNullElse(terms.match(), MatchCriteria.ANYBODY);
            return new AwaitingMatch(
                    Head.of(booking), Visit.withoutPhone(booking), booking.state().slot().minutes(),
                    AddressBody.of(terms.address()), PreferenceBody.of(wanted), Parts.orAbsent(wanted.skills()),
                    MoneyBody.of(terms.price().total()), MoneyBody.of(terms.price().professionalPayment()), event.deadline(),
                    Parts.orAbsent(booking.state().search().excluded().stream().map(ProfessionalId::value).toList()),
                    event.givenBack().map(back -> RevisedSlot.of(back.revision(), back.slot())).orElse(null),
                    RevisedSlot.ofNullable(event.givenBack().flatMap(BookingEvent.GivenBack::withdrawn)));
        }
    }

    record Confirmed(
            @JsonUnwrapped Head head,
            @JsonUnwrapped Visit visit,
            ProfessionalBody professional,
            @JsonUnwrapped Details details,
            @Nullable String meetingUrl,
            @Nullable @Wire(value = Parts.REMINDERS, max = ReminderPolicy.MOST, unique = true) List<String> reminders,
            Instant confirmedAt,
            @Nullable @Wire(MANAGE_TOKEN_HASH) String manageTokenHash,
            @Nullable
            @Wire("It was taken over from another system, where everybody knows of it: nobody is told that it stands. What comes"
                    + " later is told as of any other.")
            Boolean quiet) {

        static Confirmed of(Booking booking, BookingEvent.Confirmed event) {
            return new Confirmed(
                    Head.of(booking), Visit.of(booking), ProfessionalBody.of(booking), Details.of(booking),
                    booking.state().meeting().url(), Parts.reminders(booking), event.at(),
                    booking.terms().client().manageTokenHash(), booking.terms().quiet());
        }
    }

    record Rejected(
            String bookingId,
            int revision,
            String reason,
            @Nullable @Wire("What was held for it as a waitlist offer; it is to be released.") RevisedSlot held,
            @Nullable MissedOffer offer) {

        static Rejected of(Booking booking, BookingEvent.Rejected event) {
            int revision = booking.state().revision();
            String entry = booking.terms().waitlistEntry();
            return new Rejected(
                    booking.id().value(), revision, event.reason(),
                    entry == null ? null : RevisedSlot.of(revision, booking.state().slot()),
                    entry == null ? null : MissedOffer.of(entry, booking, booking.state().slot()));
        }
    }

    record Declined(
            @JsonUnwrapped Head head,
            String professionalId,
            @JsonUnwrapped Visit visit,
            ProfessionalBody professional,
            Cancellation.By by,
            String reason,
            MoneyBody refund) {

        static Declined of(Booking booking, BookingEvent.Declined event) {
            return new Declined(
                    Head.of(booking), professionalOf(booking), Visit.withoutPhone(booking), ProfessionalBody.of(booking),
                    actor(event.by()), event.reason(), MoneyBody.of(event.refund()));
        }
    }

    record Expired(
            @JsonUnwrapped Head head,
            @Nullable @Wire(NOBODY_YET) String professionalId,
            @JsonUnwrapped Visit visit,
            @Nullable @Wire(NOBODY_YET) ProfessionalBody professional) {

        static Expired of(Booking booking) {
            return new Expired(
                    Head.of(booking), professionalOrNobody(booking), Visit.withoutPhone(booking),
                    ProfessionalBody.ofNullable(booking));
        }
    }

    /**
     * @param paymentRevision to which the payment belongs, where that is not this one: bookings move only once they are
     *                        paid, so what was paid is the first
     */
    record Cancelled(
            @JsonUnwrapped Head head,
            @JsonUnwrapped Visit visit,
            @Nullable @Wire(NOBODY_YET) ProfessionalBody professional,
            Cancellation.By by,
            String reason,
            @Wire(value = "What part of the captured amount the policy gives back.", min = 0, max = 100) int refundPercentage,
            @Wire("What goes back now: the part of what was paid, less what went back already.") MoneyBody refund,
            @Wire("Whether anybody had been told that the booking stands.") boolean wasConfirmed,
            @Nullable String meetingUrl,
            @Nullable AddressBody address,
            @Nullable @Wire("The revision that was paid, when that is not this one.") Integer paymentRevision,
            @Wire("What booking-service knew to be paid: 0 when it had heard of no payment, so that the refund says nothing about one.")
            MoneyBody paid,
            @Nullable
            @Wire("What a reschedule had asked for when the booking was cancelled, or what was booked for it all the same; it is to be"
                    + " given up as well.")
            RevisedSlot pendingSlot) {

        static Cancelled of(Booking booking, BookingEvent.Cancelled event) {
            var payment = booking.state().payment();
            Money owed = booking.terms().owed();
            boolean wasPaid = payment != null && payment.wasCaptured();
            return new Cancelled(
                    Head.of(booking), Visit.of(booking), ProfessionalBody.ofNullable(booking), event.cancellation().by(),
                    event.cancellation().reason(),
                    event.cancellation().refundPercentage(), MoneyBody.of(event.cancellation().refund()),
                    event.wasConfirmed(), booking.state().meeting().url(), AddressBody.of(booking.terms().address()),
                    payment == null || booking.state().revision() == 1 ? null : 1,
                    MoneyBody.of(wasPaid ? owed : Money.zero(owed.currency())),
                    event.booked()
                            .map(slot -> RevisedSlot.of(booking.state().revision(), slot))
                            .orElseGet(() -> RevisedSlot.ofNullable(event.withdrawn())));
        }
    }

    record RescheduleRequested(
            @JsonUnwrapped Head head,
            String offeringId,
            @JsonUnwrapped Times slot,
            int durationMinutes,
            RevisedSlot from,
            Cancellation.By by,
            @Nullable @Wire("An admin overrides the booking window and the slot step.") Boolean manual,
            @Wire(
                    value = "Which try to reach that revision this is about: one that was refused leaves the revision as it was.",
                    min = 1)
            int attempt,
            @Nullable @Wire(value = INSTEAD_OF, type = WireType.ID) String insteadOf) {

        static RescheduleRequested of(Booking booking, BookingEvent.RescheduleRequested event) {
            Reschedule asked = event.asked();
            return new RescheduleRequested(
                    Head.of(booking, asked.revision()), booking.terms().offering().id().value(), Times.of(asked.to()),
                    asked.to().minutes(), RevisedSlot.of(booking.state().revision(), asked.from()), actor(asked.by()),
                    asked.manual() ? true : null, asked.attempt(),
                    asked.offer() == null ? null : asked.offer().id().value());
        }
    }

    record Rescheduled(
            @JsonUnwrapped Head head,
            @JsonUnwrapped Visit visit,
            ProfessionalBody professional,
            @JsonUnwrapped Details details,
            @Nullable String meetingUrl,
            @Nullable @Wire(value = Parts.REMINDERS, max = ReminderPolicy.MOST, unique = true) List<String> reminders,
            RevisedSlot previous,
            ProfessionalBody previousProfessional,
            Cancellation.By by,
            Instant at) {

        static Rescheduled of(Booking booking, BookingEvent.Rescheduled event) {
            Slot previous = event.done().from();
            return new Rescheduled(
                    Head.of(booking), Visit.of(booking), ProfessionalBody.of(booking), Details.of(booking),
                    booking.state().meeting().url(), Parts.reminders(booking), RevisedSlot.of(booking.state().revision() - 1, previous),
                    ProfessionalBody.of(previous.provider()),
                    actor(event.done().by()), Objects.requireNonNull(event.done().settledAt()));
        }
    }

    record RescheduleRejected(
            @JsonUnwrapped Head head,
            @JsonUnwrapped Times slot,
            String reason,
            @Nullable @Wire(value = INSTEAD_OF, type = WireType.ID) String insteadOf,
            @Nullable MissedOffer offer) {

        static RescheduleRejected of(Booking booking, BookingEvent.RescheduleRejected event) {
            return new RescheduleRejected(
                    Head.of(booking, event.revision()), Times.of(event.slot()), event.reason(),
                    event.offer().map(offer -> offer.id().value()).orElse(null),
                    event.offer().map(offer -> MissedOffer.of(offer.entry(), booking, event.slot())).orElse(null));
        }

        static RescheduleRejected of(Booking booking, BookingEvent.OfferReturned event) {
            return new RescheduleRejected(
                    Head.of(booking, event.revision()), Times.of(event.slot()), "The booking is another client's",
                    event.offer().id().value(), null);
        }
    }

    record NoShowRecorded(@JsonUnwrapped Head head, String professionalId, Cancellation.By by, Instant at) {

        static NoShowRecorded of(Booking booking, BookingEvent.NoShowRecorded event) {
            return new NoShowRecorded(
                    Head.of(booking), professionalOf(booking), actor(event.by()), event.at());
        }
    }

    record Reviewed(@JsonUnwrapped Head head, String professionalId, @Wire(value = "5 is best.", min = 1, max = 5) int rating, Instant at) {

        static Reviewed of(Booking booking, BookingEvent.Reviewed event) {
            return new Reviewed(
                    Head.of(booking), professionalOf(booking), event.rating(), event.at());
        }
    }

    record Corrected(
            @JsonUnwrapped Head head,
            @JsonUnwrapped Visit visit,
            @Nullable @Wire(NOBODY_YET) ProfessionalBody professional,
            @JsonUnwrapped Details details,
            @Nullable String meetingUrl,
            @Wire("Whether the booking stands; before that it belongs into no calendar, and nobody is told a number.")
            boolean confirmed,
            @Wire(value = "1 for a booking's first correction.", min = 1, max = Correction.MOST_CORRECTIONS) int correction,
            @Wire(value = "What is new, as client.name, client.phone, recipient, address, language, notes; more may come.", min = 1)
            List<String> changed,
            Cancellation.By by,
            Instant at) {

        static Corrected of(Booking booking, BookingEvent.Corrected event) {
            boolean confirmed = booking.state().confirmedAt() != null;
            Correction correction = event.correction();
            return new Corrected(
                    Head.of(booking), confirmed ? Visit.of(booking) : Visit.withoutPhone(booking),
                    ProfessionalBody.ofNullable(booking),
                    confirmed ? Details.of(booking) : Details.withoutPhone(booking), booking.state().meeting().url(), confirmed,
                    correction.number(), correction.changed(), actor(correction.triggeredBy()), correction.at());
        }
    }

    record Started(
            String bookingId,
            int revision,
            Instant at,
            @Nullable @Wire("Where it takes place by video; it may have been arranged after the booking was confirmed.")
            String meetingUrl) {

        static Started of(Booking booking, BookingEvent.Started event) {
            return new Started(
                    booking.id().value(), booking.state().revision(), event.at(), booking.state().meeting().url());
        }
    }

    record Completed(
            String bookingId, int revision, String professionalId, Instant at, @Nullable ReviewRequestBody review) {

        static Completed of(Booking booking, BookingEvent.Completed event) {
            return new Completed(
                    booking.id().value(), booking.state().revision(), professionalOf(booking),
                    event.at(), new ReviewRequestBody(event.asksForReview(), event.rounds()));
        }
    }

    private static String professionalOf(Booking booking) {
        return booking.state().slot().provider().id().value();
    }

    private static @Nullable String professionalOrNobody(Booking booking) {
        return booking.state().slot().professionalId().map(ProfessionalId::value).orElse(null);
    }

    private static Cancellation.By actor(TriggeredBy by) {
        return switch (by) {
            case CLIENT, PROFESSIONAL, ADMIN -> Cancellation.By.valueOf(by.name());
            case AVAILABILITY, PAYMENT, MATCHING, SCHEDULER -> Cancellation.By.PLATFORM;
        };
    }
}
