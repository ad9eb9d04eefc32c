package io.holdfast.notification.saga;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.defaults.calendar.CalendarBooking;
import io.holdfast.messaging.ReceivedEvent;
import io.holdfast.notification.BookingFacts;
import io.holdfast.notification.BookingFacts.Answer;
import io.holdfast.notification.BookingFacts.Appointment;
import io.holdfast.notification.BookingFacts.By;
import io.holdfast.notification.BookingFacts.Cancellation;
import io.holdfast.notification.BookingFacts.Visit;
import io.holdfast.notification.BookingMoment;
import io.holdfast.notification.BookingNews;
import io.holdfast.notification.BookingRevision;
import io.holdfast.notification.Money;
import io.holdfast.notification.NotificationKind;
import io.holdfast.notification.Person;
import io.holdfast.notification.TenantId;
import io.holdfast.notification.audit.AuditEntryDocument;
import org.jspecify.annotations.Nullable;

/** What this service reads of others' events. */
final class Received {

    /** Whatever is offered has not been moved. */
    private static final int FIRST_REVISION = 1;

    private Received() {}

    /** {@code booking.payment-due.v1} */
    record PaymentDue(@JsonUnwrapped Booking booking, Amount amount, Instant holdUntil) {

        BookingNews news(ReceivedEvent<?> event) {
            var payment = new BookingFacts.Payment(amount.toDomain(), holdUntil, null);
            return booking.news(event, BookingFacts.of(booking.appointment(null, null)).about(payment)).usefulUntil(holdUntil);
        }
    }

    /** {@code booking.payment-failed.v1} */
    record PaymentFailed(
            @JsonUnwrapped Booking booking, String paymentId, Amount amount, String reason, Instant holdUntil) {

        BookingNews news(ReceivedEvent<?> event) {
            var payment = new BookingFacts.Payment(amount.toDomain(), holdUntil, reason);
            return booking.news(event, BookingFacts.of(booking.appointment(null, null)).about(payment))
                    .on(paymentId)
                    .usefulUntil(holdUntil);
        }
    }

    /** {@code booking.expired.v1} */
    record Expired(@JsonUnwrapped Booking booking) {

        BookingNews news(ReceivedEvent<?> event) {
            return booking.news(event, BookingFacts.of(booking.appointment(null, null)));
        }
    }

    /** {@code booking.awaiting-confirmation.v1} */
    record AwaitingConfirmation(@JsonUnwrapped Booking booking, @JsonUnwrapped Terms terms, Instant deadline) {

        BookingNews news(ReceivedEvent<?> event) {
            return booking.news(event, terms.facts(booking, null).answeredBy(deadline));
        }
    }

    /**
     * {@code booking.awaiting-match.v1}
     *
     * @param previous what a professional gave back; absent for the first search
     */
    record AwaitingMatch(
            String bookingId,
            String number,
            int revision,
            Offering offering,
            Client client,
            @Nullable Boolean guest,
            String language,
            Instant start,
            Instant end,
            String displayZone,
            @Nullable Address address,
            Amount price,
            Instant deadline,
            @Nullable GivenBack previous) {

        record GivenBack(int revision, String professionalId, Instant start, Instant end) {}

        BookingNews news(ReceivedEvent<?> event) {
            Booking booking = booking(revision, null);
            var terms = new BookingFacts.Terms(price.toDomain(), null, null, Map.of(), null);
            BookingFacts facts = BookingFacts.standing(booking.appointment(address, null), terms).answeredBy(deadline);
            return booking.news(event, previous == null ? facts : facts.movedFrom(before(previous))).usefulUntil(deadline);
        }

        /** For the professional who had it: their calendar has it still. */
        Optional<BookingNews> givenBack(ReceivedEvent<?> event) {
            return Optional.ofNullable(previous).map(had -> {
                Booking lost = booking(had.revision(), had.professionalId());
                return lost.news(event, BookingFacts.of(lost.appointment(null, null)));
            });
        }

        private static BookingFacts.Previous before(GivenBack had) {
            return new BookingFacts.Previous(had.revision(), null, had.start(), had.end());
        }

        private Booking booking(int at, @Nullable String professionalId) {
            var professional = professionalId == null ? null : new Professional(professionalId, null);
            return new Booking(
                    bookingId, number, at, offering, professional, client, guest, language, start, end, displayZone);
        }
    }

    /** {@code proposal.sent.v1} */
    record ProposalSent(
            String bookingId,
            String number,
            int revision,
            String proposalId,
            String professionalId,
            Offering offering,
            Instant start,
            Instant end,
            @Nullable String city,
            @Nullable Amount earnings,
            Instant deadline) {

        BookingNews news(ReceivedEvent<?> event) {
            var appointment = new Appointment(number, offering.name(), null, null, start, end, city, null);
            var proposal = new BookingFacts.Proposal(
                    proposalId, earnings == null ? null : earnings.toDomain(), null, false);
            BookingFacts facts = BookingFacts.of(appointment).answeredBy(deadline).proposing(proposal);
            return asked(event, bookingId, revision, professionalId, facts).usefulUntil(deadline);
        }
    }

    /**
     * {@code proposal.withdrawn.v1}
     *
     * @param acceptedAt absent where they had not
     */
    record ProposalWithdrawn(
            String bookingId,
            String number,
            int revision,
            String proposalId,
            String professionalId,
            Offering offering,
            Instant start,
            Instant end,
            BookingFacts.Withdrawal reason,
            @Nullable Instant acceptedAt) {

        BookingNews news(ReceivedEvent<?> event) {
            var appointment = new Appointment(number, offering.name(), null, null, start, end, null, null);
            var proposal = new BookingFacts.Proposal(proposalId, null, reason, acceptedAt != null);
            return asked(event, bookingId, revision, professionalId, BookingFacts.of(appointment).proposing(proposal));
        }
    }

    /** Of a booking whose client a professional is not told before it is theirs; several may be asked. */
    private static BookingNews asked(
            ReceivedEvent<?> event, String bookingId, int revision, String professionalId, BookingFacts facts) {
        var booking = new BookingRevision(
                new TenantId(event.tenantId()), bookingId, revision, Person.NOBODY, false, professionalId, facts);
        return new BookingNews(booking, event.at()).on(professionalId);
    }

    /**
     * {@code waitlist.joined.v1}
     *
     * @param date  the professional's
     * @param start absent where any time of that day would do
     * @param place 1 is the next
     * @param moves the booking that would have that time in place of its own; absent where there is none
     */
    record WaitlistJoined(
            String entryId,
            Offering offering,
            @Nullable String professionalId,
            LocalDate date,
            @Nullable Instant start,
            int durationMinutes,
            Client client,
            @Nullable Boolean guest,
            String language,
            String displayZone,
            int place,
            @Nullable Moves moves) {

        /** @param professional their name; null where it is not known, or nobody in particular is wanted */
        BookingNews news(ReceivedEvent<?> event, @Nullable String professional) {
            boolean anyTime = start == null;
            Instant from = start == null ? startOf(date) : start;
            Instant to = anyTime ? startOf(date.plusDays(1)) : from.plus(Duration.ofMinutes(durationMinutes));
            var appointment = new Appointment(null, offering.name(), professional, client.name(), from, to, null, null);
            var waitlist = BookingFacts.Waitlist.joined(entryId, place, anyTime, moves != null);
            // There is no booking of it yet, so its own id stands for one.
            return new Waiter(client, guest, language, displayZone)
                    .news(event, entryId, null, BookingFacts.of(appointment).waiting(waitlist));
        }

        /** A date is nobody's instant: printed in the reader's zone it has to stay the same. */
        private Instant startOf(LocalDate day) {
            try {
                return day.atStartOfDay(ZoneId.of(displayZone)).toInstant();
            } catch (DateTimeException e) {
                return day.atStartOfDay(ZoneOffset.UTC).toInstant();
            }
        }
    }

    /** {@code waitlist.offered.v1} */
    record WaitlistOffered(
            String entryId,
            String bookingId,
            Offering offering,
            Professional professional,
            Instant start,
            Instant end,
            Instant deadline,
            Client client,
            @Nullable Boolean guest,
            String language,
            String displayZone,
            @Nullable Moves moves) {

        BookingNews news(ReceivedEvent<?> event) {
            var appointment = new Appointment(
                    null, offering.name(), professional.displayName(), client.name(), start, end, null, null);
            BookingFacts facts = BookingFacts.of(appointment)
                    .answeredBy(deadline)
                    .waiting(BookingFacts.Waitlist.offered(entryId, moves != null));
            return new Waiter(client, guest, language, displayZone)
                    .news(event, bookingId, professional.id(), facts)
                    .usefulUntil(deadline);
        }
    }

    /** {@code waitlist.passed.v1} */
    record WaitlistPassed(
            String entryId,
            String bookingId,
            String reason,
            Offering offering,
            Professional professional,
            Instant start,
            Instant end,
            Client client,
            @Nullable Boolean guest,
            String language,
            String displayZone) {

        /** Empty for who said themselves that they do not want it. */
        Optional<BookingNews> news(ReceivedEvent<?> event) {
            if (!reason.equals("EXPIRED")) {
                return Optional.empty();
            }
            var missed = new MissedOffer(
                    entryId, null, offering, professional, client, guest, language, start, end, displayZone);
            return Optional.of(missed.news(event, bookingId, false, BookingFacts.Missed.UNANSWERED));
        }
    }

    /**
     * {@code booking.rejected.v1}
     *
     * @param offer absent where its client asked for it themselves, and was answered
     */
    record Rejected(String bookingId, String reason, @Nullable MissedOffer offer) {

        Optional<BookingNews> news(ReceivedEvent<?> event) {
            return Optional.ofNullable(offer)
                    .map(missed -> missed.news(event, bookingId, false, MissedOffer.why(reason)));
        }
    }

    /**
     * {@code booking.reschedule-rejected.v1}
     *
     * @param insteadOf the offer's id; absent where its client chose the time themselves, and was answered
     * @param offer     likewise
     */
    record RescheduleRejected(String reason, @Nullable String insteadOf, @Nullable MissedOffer offer) {

        Optional<BookingNews> news(ReceivedEvent<?> event) {
            return insteadOf == null || offer == null
                    ? Optional.empty()
                    : Optional.of(offer.news(event, insteadOf, true, MissedOffer.why(reason)));
        }
    }

    /** {@code booking.confirmed.v1} */
    record Confirmed(
            @JsonUnwrapped Booking booking, @JsonUnwrapped Terms terms, @Nullable String meetingUrl, @Nullable Boolean quiet) {

        /** Whether everybody knows already: it was taken over from another system. */
        boolean isQuiet() {
            return Boolean.TRUE.equals(quiet);
        }

        BookingNews news(ReceivedEvent<?> event) {
            return booking.news(event, terms.facts(booking, meetingUrl));
        }
    }

    /** {@code booking.rescheduled.v1} */
    record Rescheduled(
            @JsonUnwrapped Booking booking,
            @JsonUnwrapped Terms terms,
            @Nullable String meetingUrl,
            Slot previous,
            Professional previousProfessional) {

        boolean isWithSomebodyElse() {
            return booking.professional() == null || !booking.professional().id().equals(previousProfessional.id());
        }

        BookingNews news(ReceivedEvent<?> event) {
            var before = new BookingFacts.Previous(
                    previous.revision(),
                    isWithSomebodyElse() ? previousProfessional.displayName() : null,
                    previous.start(),
                    previous.end());
            return booking.news(event, terms.facts(booking, meetingUrl).movedFrom(before));
        }

        /** For the professional who does not have it any more: they are not to come, to call or to join. */
        BookingNews lost(ReceivedEvent<?> event) {
            Booking lost = booking.at(previous, previousProfessional);
            var agreed = terms.toDomain(booking.client()).withoutVisit();
            return lost.news(event, BookingFacts.standing(lost.appointment(null, null), agreed));
        }
    }

    /** {@code booking.corrected.v1} */
    record Corrected(
            @JsonUnwrapped Booking booking,
            @JsonUnwrapped Terms terms,
            @Nullable String meetingUrl,
            boolean confirmed,
            int correction,
            List<String> changed) {

        BookingNews news(ReceivedEvent<?> event) {
            var what = new BookingFacts.Correction(correction, confirmed, changed);
            return booking.news(event, terms.facts(booking, meetingUrl).corrected(what)).on(String.valueOf(correction));
        }
    }

    /** {@code booking.declined.v1} */
    record Declined(@JsonUnwrapped Booking booking, By by, String reason, Amount refund) {

        /** Nobody declines for the platform: it ends what was not answered in time. */
        NotificationKind kind() {
            return by == By.PLATFORM ? NotificationKind.UNANSWERED : NotificationKind.DECLINED;
        }

        BookingNews news(ReceivedEvent<?> event) {
            var cancellation = new Cancellation(by, reason, refund.toDomain(), null, false);
            return booking.news(event, BookingFacts.of(booking.appointment(null, null)).calledOff(cancellation));
        }
    }

    /** {@code booking.cancelled.v1} */
    record Cancelled(
            @JsonUnwrapped Booking booking,
            By by,
            String reason,
            int refundPercentage,
            Amount refund,
            Amount paid,
            boolean wasConfirmed,
            @Nullable String meetingUrl,
            @Nullable Address address) {

        BookingNews news(ReceivedEvent<?> event) {
            var share = new BookingFacts.Share(refundPercentage, paid.toDomain());
            var cancellation = new Cancellation(by, reason, refund.toDomain(), share, wasConfirmed);
            return booking.news(
                    event, BookingFacts.of(booking.appointment(address, meetingUrl)).calledOff(cancellation));
        }
    }

    /** {@code booking.started.v1} */
    record Started(@JsonUnwrapped Moment moment, @Nullable String meetingUrl) {}

    /** {@code booking.no-show-recorded.v1} and {@code confirmation.reminder-due.v1} */
    record Moment(String bookingId, int revision) {

        BookingMoment at(ReceivedEvent<?> event) {
            return new BookingMoment(bookingId, revision, event.at());
        }
    }

    /** {@code booking.completed.v1} */
    record Completed(@JsonUnwrapped Moment moment, @Nullable Review review) {

        record Review(boolean ask) {}

        boolean asksForReview() {
            return review != null && review.ask();
        }
    }

    /** {@code reminder.due.v1} */
    record ReminderDue(@JsonUnwrapped Moment moment, Duration lead) {}

    /** {@code review-request.due.v1} */
    record ReviewRequestDue(@JsonUnwrapped Moment moment, int round, boolean last) {}

    /** {@code payment.refunded.v1} */
    record Refunded(@JsonUnwrapped Moment moment, String refundId, Amount amount, boolean accepted) {}

    /** {@code payment.refund-failed.v1} */
    record RefundFailed(
            @JsonUnwrapped Moment moment, String paymentId, Amount amount, String reason, boolean accepted) {}

    /** {@code professional.registered.v1} and {@code professional.updated.v1} */
    record ProfessionalProfile(
            String professionalId, String displayName, String email, @Nullable String phone, String zone) {}

    /** {@code professional.deactivated.v1} */
    record ProfessionalDeactivated(String professionalId) {}

    /** {@code schedule.changed.v1}: in which zone the professional reads times. */
    record ScheduleChanged(String professionalId, Hours schedule) {

        record Hours(String zone) {}
    }

    // ---- parts of waitlists' events

    record Moves(String bookingId) {}

    /** Somebody on a waitlist. */
    private record Waiter(Client client, @Nullable Boolean guest, String language, String displayZone) {

        /** @param bookingId of the booking that may come of it */
        BookingNews news(
                ReceivedEvent<?> event, String bookingId, @Nullable String professionalId, BookingFacts facts) {
            var person = new Person(client.name(), client.email(), client.phone(), client.subject(), language, displayZone);
            return new BookingNews(
                    new BookingRevision(
                            new TenantId(event.tenantId()), bookingId, FIRST_REVISION, person, Boolean.TRUE.equals(guest),
                            professionalId, facts),
                    event.at());
        }
    }

    /**
     * A time that was offered and did not become the client's.
     *
     * @param number of the booking that it is about; null where there is none
     */
    record MissedOffer(
            String entryId,
            @Nullable String number,
            Offering offering,
            Professional professional,
            Client client,
            @Nullable Boolean guest,
            String language,
            Instant start,
            Instant end,
            String displayZone) {

        private BookingNews news(
                ReceivedEvent<?> event, String offerId, boolean moves, BookingFacts.Missed why) {
            var appointment = new Appointment(
                    number, offering.name(), professional.displayName(), client.name(), start, end, null, null);
            var waitlist = BookingFacts.Waitlist.missed(entryId, moves, why);
            return new Waiter(client, guest, language, displayZone)
                    .news(event, offerId, professional.id(), BookingFacts.of(appointment).waiting(waitlist));
        }

        /** Availability's codes for who was faster; there are many rules, and their sentences are not the reader's. */
        private static BookingFacts.Missed why(String reason) {
            return switch (reason) {
                case "BOOKED", "HELD", "FULL" -> BookingFacts.Missed.TAKEN;
                default -> BookingFacts.Missed.REFUSED;
            };
        }
    }

    // ---- parts of bookings' events

    /**
     * What each of them says of its booking.
     *
     * @param professional absent while nobody is found
     */
    record Booking(
            String bookingId,
            String number,
            int revision,
            Offering offering,
            @Nullable Professional professional,
            Client client,
            @Nullable Boolean guest,
            String language,
            Instant start,
            Instant end,
            String displayZone) {

        /** The same at the slot and with the professional that it had before. */
        Booking at(Slot slot, Professional other) {
            return new Booking(
                    bookingId, number, slot.revision(), offering, other, client, guest, language, slot.start(), slot.end(),
                    displayZone);
        }

        Appointment appointment(@Nullable Address address, @Nullable String meetingUrl) {
            return new Appointment(
                    number, offering.name(), professional == null ? null : professional.displayName(), client.name(), start, end,
                    address == null ? null : address.line(), meetingUrl);
        }

        BookingNews news(ReceivedEvent<?> event, BookingFacts facts) {
            var person = new Person(client.name(), client.email(), client.phone(), client.subject(), language, displayZone);
            return new BookingNews(
                    new BookingRevision(
                            new TenantId(event.tenantId()), bookingId, revision, person, Boolean.TRUE.equals(guest),
                            professional == null ? null : professional.id(), facts),
                    event.at());
        }
    }

    /** What was agreed upon, and what client and professional are to know beforehand. */
    record Terms(
            Amount price,
            @Nullable Recipient recipient,
            @Nullable Address address,
            @Nullable String notes,
            @Nullable Map<String, String> intake,
            @Nullable List<Asked> answers,
            @Nullable Map<String, String> preparation,
            @Nullable CancellationTerms cancellation) {

        BookingFacts facts(Booking booking, @Nullable String meetingUrl) {
            return BookingFacts.standing(booking.appointment(address, meetingUrl), toDomain(booking.client()));
        }

        /** A question in the words in which it was asked. */
        record Asked(String question, String answer) {}

        private List<Answer> said() {
            if (answers != null) {
                return answers.stream().map(asked -> new Answer(asked.question(), asked.answer())).toList();
            }
            return intake == null
                    ? List.of()
                    // By name, so that the same booking reads the same in every mail.
                    : new TreeMap<>(intake).entrySet().stream()
                            .map(answer -> new Answer(answer.getKey(), answer.getValue()))
                            .toList();
        }

        BookingFacts.Terms toDomain(Client client) {
            String recipientPhone = recipient == null ? null : recipient.phone();
            return new BookingFacts.Terms(
                    price.toDomain(),
                    recipient == null ? null : recipient.name(),
                    new Visit(client.phone(), recipientPhone, notes, said()),
                    preparation == null ? Map.of() : preparation,
                    cancellation == null ? null : cancellation.toDomain());
        }
    }

    /** {@code admin-action.attempted.v1} */
    record AdminActionAttempted(@JsonUnwrapped AdminAction action) {

        AuditEntryDocument entry(String tenantId) {
            return action.entry(tenantId, null, null, null, List.of());
        }
    }

    /** {@code admin-action.ended.v1} */
    record AdminActionEnded(
            @JsonUnwrapped AdminAction action, Instant endedAt, int status, @Nullable String code, List<String> overrides) {

        AuditEntryDocument entry(String tenantId) {
            return action.entry(tenantId, endedAt, status, code, overrides);
        }
    }

    record AdminAction(
            String actionId,
            Instant at,
            String actor,
            @Nullable String apiKeyId,
            String service,
            String action,
            List<String> subjects,
            String requestId) {

        AuditEntryDocument entry(
                String tenantId,
                @Nullable Instant endedAt,
                @Nullable Integer status,
                @Nullable String code,
                List<String> overrides) {
            return new AuditEntryDocument(
                    actionId, tenantId, AuditEntryDocument.placeOf(at, actionId), at, actor, apiKeyId, service, action,
                    subjects, requestId, endedAt, status, code, overrides);
        }
    }

    record CancellationTerms(Instant fullRefundUntil, int laterRefundPercent) {

        BookingFacts.CancellationPolicy toDomain() {
            return new BookingFacts.CancellationPolicy(fullRefundUntil, laterRefundPercent);
        }
    }

    record Offering(String name) {}

    /** @param displayName null where an event has the id alone */
    record Professional(String id, @Nullable String displayName) {}

    /**
     * @param phone   only where the professional is to have it
     * @param subject absent for a guest
     */
    record Client(String name, String email, @Nullable String phone, @Nullable String subject) {}

    /** Who receives the service, where that is not the client. */
    record Recipient(String name, @Nullable String phone) {}

    record Slot(int revision, Instant start, Instant end) {}

    record Amount(long amount, String currency) {

        Money toDomain() {
            return new Money(amount, Currency.getInstance(currency));
        }
    }

    /** Where the professional comes to. */
    record Address(String street, String city, @Nullable String building, @Nullable String apartment) {

        String line() {
            return CalendarBooking.placeOf(street, building, apartment, city);
        }
    }
}
