package io.holdfast.booking.domain.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.OfferingRules;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.client.Address;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.domain.client.Recipient;
import io.holdfast.booking.domain.payment.PriceDetails;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.messaging.aggregates.Decision;

import static io.holdfast.booking.domain.booking.Decisions.after;

/** Bookings in every status, made the way they come to be. */
public final class BookingMother {

    public static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    public static final Instant HOLD_UNTIL = NOW.plus(Duration.ofMinutes(15));
    /** When a request that was made now, or a payment that came now, has waited long enough. */
    public static final Instant REQUEST_UNTIL = NOW.plus(Duration.ofMinutes(5));
    public static final Instant CONFIRMING_UNTIL = NOW.plus(Duration.ofMinutes(10));
    /** Until when somebody is looked for who was asked for now. */
    public static final Instant MATCH_UNTIL = NOW.plus(Duration.ofMinutes(75));
    public static final Instant START = Instant.parse("2026-12-01T04:30:00Z");
    public static final Instant END = START.plus(Duration.ofMinutes(60));
    public static final Actor CLIENT = new Actor(TriggeredBy.CLIENT, "demo-client");
    public static final Actor PROFESSIONAL = new Actor(TriggeredBy.PROFESSIONAL, "dr-sarah-khan");
    public static final Actor ADMIN = new Actor(TriggeredBy.ADMIN, "admin");
    public static final Money PRICE = Money.of(150_000, "INR");

    public static final ProfessionalRef SARAH =
            new ProfessionalRef(new ProfessionalId("dr-sarah-khan"), "Dr Sarah Khan");
    public static final ProfessionalRef LEE = new ProfessionalRef(new ProfessionalId("dr-james-lee"), "Dr James Lee");
    public static final BookedSlot BOOKED = BookedSlot.of(Slot.of(SARAH, START, 60));
    public static final Slot TOMORROW = Slot.of(SARAH, START.plus(Duration.ofDays(1)), 60);

    /** What the client was offered from a waitlist. */
    public static final WaitlistOffer OFFER =
            new WaitlistOffer(new BookingId("0f0e7a55-6c1e-4b0a-9a3f-2d4c8e1b7a10"), "w7c1e0b2-1");

    private BookingMother() {}

    /** How payment-service tells something, each time in the same message. */
    public static PaymentMessage told(Booking booking, Instant now) {
        return told(booking, "message-1", now);
    }

    public static PaymentMessage told(Booking booking, String message, Instant now) {
        return new PaymentMessage(booking, message, true, now, now);
    }

    public static FiredTimer timer(Booking booking, int about, Instant due, Instant now) {
        return new FiredTimer(booking, about, due, now);
    }

    /** A requested booking of somebody who proves with a token that it is theirs. */
    public static Booking byGuest() {
        BookingTerms usual = terms(Confirmation.INSTANT, PRICE);
        var terms = new BookingTerms(
                usual.id(), usual.tenant(), usual.number(), usual.mode(), false, usual.offering(), usual.rules(), usual.preparation(),
                usual.policies(), usual.price(), Client.guest("0".repeat(64), usual.client().contact()), null, null, null,
                Map.of(), "en", usual.displayZone(), null, false, null, null, null, NOW);
        return requested(terms);
    }

    /** A confirmed booking by video, in a room that is known. */
    public static Booking online() {
        BookingTerms usual = terms(Confirmation.INSTANT, PRICE);
        var terms = new BookingTerms(
                usual.id(), usual.tenant(), usual.number(), usual.mode(), true, usual.offering(), usual.rules(), usual.preparation(),
                usual.policies(), usual.price(), usual.client(), null, null, null, Map.of(), "en", usual.displayZone(), null,
                true, "https://rooms.example.com/x", null, null, NOW);
        return bookedByHand(terms);
    }

    /** A confirmed booking at the client's home, for somebody else, with all that can be said beforehand. */
    public static Booking homeVisit() {
        BookingTerms usual = terms(Confirmation.INSTANT, PRICE);
        var terms = new BookingTerms(
                usual.id(), usual.tenant(), usual.number(), usual.mode(), true, usual.offering(), usual.rules(), usual.preparation(),
                usual.policies(), usual.price(), usual.client(), new Recipient("Ravi Rao", "+919812345679"),
                new Address("12 Lotus Marg", "Mumbai", "B-7", "42"), null, Map.of("birthDate", "1990-05-17"), "en",
                usual.displayZone(), "Ring twice.", false, null, null, null, NOW);
        return bookedByHand(terms);
    }

    /** A paid and confirmed booking of which all is known that can be said of one. */
    public static Booking detailed() {
        BookingTerms usual = terms(Confirmation.INSTANT, PRICE);
        var terms = new BookingTerms(
                usual.id(), usual.tenant(), usual.number(), usual.mode(), false, usual.offering(), usual.rules(),
                Map.of("en", "Please do not eat for 8 hours before."),
                usual.policies(), usual.price(), usual.client(), new Recipient("Ravi Rao", "+919812345679"),
                new Address("12 Lotus Marg", "Mumbai", "B-7", "42"), null, Map.of("birthDate", "1990-05-17"), "en",
                usual.displayZone(), "Ring twice.", true, "https://meet.example.com/hf-2026-000001", null, null, NOW)
                .asking(List.of(new BookingTerms.IntakeQuestion("birthDate", "Date of birth")));
        Booking held = after(requested(terms).slotReserved(1, HOLD_UNTIL, NOW, NOW));
        Booking ordered = after(told(held, NOW).orderCreated("order_1", "rzp_test"));
        return after(after(told(ordered, NOW).captured("pay_1", PRICE)).slotBooked(1, BOOKED, NOW));
    }

    private static Booking bookedByHand(BookingTerms terms) {
        return after(after(requested(terms).slotReserved(1, HOLD_UNTIL, NOW, NOW)).slotBooked(1, BOOKED, NOW));
    }

    /** A requested booking of somebody who takes anyone. */
    public static Booking anyones() {
        return after(Booking.request(terms(Confirmation.INSTANT, PRICE), Slot.of(null, START, 60), "demo-client"));
    }

    private static Booking requested(BookingTerms terms) {
        return after(Booking.request(terms, Slot.of(SARAH, START, 60), terms.client().subject()));
    }

    /** What a booking's client said, with another phone. */
    public static BookingDetails withPhone(Booking booking, String phone) {
        BookingDetails before = booking.terms().details();
        return new BookingDetails(
                before.name(), phone, before.recipient(), before.address(), before.language(), before.notes());
    }

    /** A confirmed booking of a guest, moved and corrected by them. */
    public static Booking correctedByGuest() {
        Booking held = after(byGuest().slotReserved(1, HOLD_UNTIL, NOW, NOW));
        Booking confirmed = after(after(told(held, NOW).captured("pay_1", PRICE)).slotBooked(1, BOOKED, NOW));
        var guest = new Actor(TriggeredBy.CLIENT, null);
        Booking moved = after(after(confirmed.reschedule(guest, TOMORROW, null, null, NOW))
                .slotBooked(2, BookedSlot.of(TOMORROW), NOW));
        return after(moved.correct(guest, withPhone(moved, "+919812345670"), NOW));
    }

    /** Of a booking of which nothing was sent, as it is now. */
    public static List<Timeline.Entry> timelineOf(Booking booking) {
        return Timeline.of(booking, List.of(), Duration.ofDays(30), NOW);
    }

    /** What is said when it was completed then, and nobody has reviewed it. */
    public static BookingEvent.Completed completed(Instant at) {
        return new BookingEvent.Completed(
                at, true, List.of(at.plus(Duration.ofDays(1)), at.plus(Duration.ofDays(4)), at.plus(Duration.ofDays(11))));
    }

    /** A confirmed booking whose client wants it a day later. */
    public static Booking moving() {
        return after(in(BookingStatus.CONFIRMED).reschedule(CLIENT, TOMORROW, null, null, NOW));
    }

    /** A requested booking that came of an offer. */
    public static Booking offered() {
        BookingTerms terms = offeredTerms();
        return after(Booking.request(terms, Slot.of(SARAH, START, 60), terms.client().subject()));
    }

    /** The same, against a rule. */
    public static Decision<Booking, BookingEvent> refusedOffer() {
        BookingTerms terms = offeredTerms();
        return Booking.refuseOffer(
                terms, Slot.of(SARAH, START, 60), terms.client().subject(), "There is no such offering.");
    }

    private static BookingTerms offeredTerms() {
        BookingTerms usual = terms(Confirmation.INSTANT, PRICE);
        return new BookingTerms(
                usual.id(), usual.tenant(), usual.number(), usual.mode(), false, usual.offering(), usual.rules(),
                usual.preparation(), usual.policies(), usual.price(), usual.client(), null, null, null, Map.of(), "en",
                usual.displayZone(), null, false, null, null, OFFER.entry(), NOW);
    }

    /** A confirmed booking that an admin made by hand. */
    public static Booking manual() {
        BookingTerms usual = terms(Confirmation.INSTANT, PRICE);
        var terms = new BookingTerms(
                usual.id(), usual.tenant(), usual.number(), usual.mode(), true, usual.offering(), usual.rules(), usual.preparation(),
                usual.policies(), usual.price(), usual.client(), null, null, null, Map.of(), "en", usual.displayZone(), null,
                false, null, null, null, NOW);
        return bookedByHand(terms);
    }

    /** The same, taken over from another system. */
    public static Booking quiet() {
        return bookedByHand(manual().terms().quietly());
    }

    public static BookingTerms terms(Confirmation confirmation, Money price) {
        return new BookingTerms(
                new BookingId("b7d1f0c2-6f0e-4a55-9a53-1d1f7a2c9e10"),
                new TenantId("demo"),
                BookingNumber.of("HF", 2026, 1),
                Mode.DIRECT,
                false,
                new OfferingRef(new OfferingId("consultation-60"), "Consultation"),
                OfferingRules.DEFAULT,
                Map.of(),
                Policies.usual(confirmation),
                PriceDetails.of(price, 15),
                Client.signedIn("demo-client", new Contact("Asha Rao", "asha@example.com", "+919812345678")),
                new Recipient("Ravi Rao", null),
                null,
                null,
                Map.of(),
                "en",
                ZoneId.of("Asia/Kolkata"),
                null,
                true,
                null,
                null, null,
                NOW);
    }

    /** For somebody who is to come to the client's home, whoever that is as long as the client likes them. */
    public static BookingTerms matchTerms(Money price) {
        BookingTerms usual = terms(Confirmation.INSTANT, price);
        return new BookingTerms(
                usual.id(), usual.tenant(), usual.number(), Mode.MATCH, false,
                new OfferingRef(new OfferingId("home-massage"), "Massage at home"), usual.rules(), usual.preparation(),
                usual.policies(), usual.price(), usual.client(), null, new Address("12 Lotus Marg", "Mumbai", "B-7", "42"),
                new MatchCriteria(
                        SARAH.id(), MatchCriteria.Gender.FEMALE, List.of("hi", "en"), List.of("deep tissue")),
                Map.of(), "en", usual.displayZone(), null, false, null, null, null, NOW);
    }

    /** A booking for which the platform finds the professional; it waits for its payment, or is looked for when it is free. */
    public static Booking match(Money price) {
        return after(Booking.request(matchTerms(price), Slot.of(null, START, 60), "demo-client"));
    }

    /** The same, paid: somebody is looked for. */
    public static Booking searching() {
        Booking ordered = after(told(match(PRICE), NOW).orderCreated("order_1", "rzp_test"));
        return after(told(ordered, NOW).captured("pay_1", PRICE));
    }

    /** Somebody is looked for, by video, and the client takes anybody. */
    public static Booking plainMatch() {
        BookingTerms wanted = matchTerms(PRICE);
        return after(told(after(Booking.request(
                        new BookingTerms(
                                wanted.id(), wanted.tenant(), wanted.number(), wanted.mode(), false, wanted.offering(),
                                wanted.rules(), wanted.preparation(), wanted.policies(), wanted.price(), byGuest().terms().client(),
                                null, null, MatchCriteria.ANYBODY, Map.of(), "en", wanted.displayZone(), null, false, null, null, null,
                                NOW),
                        Slot.of(null, START, 60), null)), NOW)
                .captured("pay_1", PRICE));
    }

    /** What is decided when Sarah, who was found, gives it back while the client wants it a day later. */
    public static Decision<Booking, BookingEvent> givenBack() {
        return after(matched().reschedule(CLIENT, TOMORROW, null, null, NOW))
                .cancel(PROFESSIONAL, "My car broke down", RefundChoice.POLICY, NOW);
    }

    /** The same, and Sarah was found. */
    public static Booking matched() {
        return after(searching().matchFound(1, SARAH, NOW));
    }

    public static Booking requested(Confirmation confirmation, Money price) {
        return requested(terms(confirmation, price));
    }

    /** A paid booking that has come to {@code status}; manual where the status needs it. */
    public static Booking in(BookingStatus status) {
        return switch (status) {
            case REQUESTED -> requested(Confirmation.INSTANT, PRICE);
            case PENDING_PAYMENT -> pendingPayment(Confirmation.INSTANT);
            case CONFIRMING -> confirming(Confirmation.INSTANT);
            case PENDING_CONFIRMATION -> after(confirming(Confirmation.MANUAL).slotBooked(1, BOOKED, NOW));
            case PENDING_MATCH -> searching();
            case CONFIRMED -> after(confirming(Confirmation.INSTANT).slotBooked(1, BOOKED, NOW));
            case IN_PROGRESS -> after(timer(in(BookingStatus.CONFIRMED), 1, START, START).startReached());
            case COMPLETED -> after(timer(in(BookingStatus.IN_PROGRESS), 1, END, END).endReached());
            case NO_SHOW -> after(in(BookingStatus.IN_PROGRESS).noShow(PROFESSIONAL, null, START));
            case REJECTED -> after(in(BookingStatus.REQUESTED).slotRejected(1, 1, "BOOKED", List.of(), NOW));
            case EXPIRED -> after(timer(in(BookingStatus.PENDING_PAYMENT), 1, HOLD_UNTIL, HOLD_UNTIL).holdTimedOut());
            case DECLINED -> after(in(BookingStatus.PENDING_CONFIRMATION).decline("On leave", PROFESSIONAL, NOW));
            case CANCELLED -> after(in(BookingStatus.CONFIRMING).slotLost(1, "BOOKED", NOW));
        };
    }

    /** Paid, and its offering's bookings have to be accepted. */
    public static Booking confirmingManual() {
        return confirming(Confirmation.MANUAL);
    }

    private static Booking pendingPayment(Confirmation confirmation) {
        Booking held = after(requested(confirmation, PRICE).slotReserved(1, HOLD_UNTIL, NOW, NOW));
        return after(told(held, NOW).orderCreated("order_1", "rzp_test"));
    }

    private static Booking confirming(Confirmation confirmation) {
        return after(told(pendingPayment(confirmation), NOW).captured("pay_1", PRICE));
    }
}
