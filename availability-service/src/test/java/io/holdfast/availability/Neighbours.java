package io.holdfast.availability;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotRequest;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.messaging.OutboxEntry;
import io.holdfast.servicetest.ServiceUnderTest;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/** The services around this one: what they say to it about people, offerings and bookings, and what it answers them. */
public record Neighbours(ServiceUnderTest service) {

    /** A Monday, 08:30 in India. */
    public static final Instant MONDAY = Instant.parse("2026-11-23T03:00:00Z");

    public static final String SARAH = "dr-sarah-khan";
    public static final String CONSULTATION = "consultation-60";

    /** This service on a database of its own, on Monday, with the people and offerings that the tests use. */
    public static ServiceUnderTest seeded() {
        ServiceUnderTest service = onMonday().start();
        new Neighbours(service).seed();
        return service;
    }

    public static ServiceUnderTest.Builder onMonday() {
        return ServiceUnderTest.of(AvailabilityService.class, "availability-service").at(MONDAY);
    }

    public void seed() {
        offering(CONSULTATION, 1);
        offering("group-yoga", 3);
        offering("lecture", 200);
        service.hears(registered(SARAH));
        service.awaitIdle();
    }

    public void offering(String id, int capacity) {
        service.hears("offering.published.v1", "offeringId", id, "capacity", capacity);
    }

    public OutboxEntry registered(String professional) {
        return service.event("professional.registered.v1", registeredAs(professional));
    }

    public static Object[] registeredAs(String professional) {
        return new Object[] {"professionalId", professional, "offeringIds", List.of(CONSULTATION, "group-yoga", "lecture")};
    }

    /** Somebody new with the standard hours in India; returns their id once they are known. */
    public String newProfessional() {
        String id = "dr-" + UUID.randomUUID();
        service.hears(registered(id));
        service.awaitIdle();
        return id;
    }

    /** Holds an hour with the professional, and pays when asked to; returns the booking's id. */
    public String book(String professional, String start, boolean paid) {
        String booking = "b-" + UUID.randomUUID();
        service.hears(requested(booking, CONSULTATION, professional, start));
        if (!answered(booking, 1).getFirst().equals("slot.reserved.v1")) {
            throw new AssertionError("Not held: " + service.said(booking));
        }
        if (paid) {
            service.hears(paid(booking, professional, start));
            answers(booking, 2);
        }
        return booking;
    }

    // ---- what booking-service says; to be sent

    public OutboxEntry requested(String booking, String offering, String start) {
        return requested(booking, offering, SARAH, start);
    }

    public OutboxEntry requested(String booking, String offering, String professional, String start) {
        return service.event("booking.requested.v1", slotChanges(
                booking, professional, start, "offeringId", offering, "manual", null));
    }

    /** With whoever has the time. */
    public OutboxEntry requestedOfAnyone(String booking, String offering, String start) {
        return service.event("booking.requested.v1", slotChanges(
                booking, SARAH, start, "professionalId", null, "offeringId", offering, "manual", null));
    }

    /**
     * Professionals in India who provide one offering that nobody else does, once they are known.
     *
     * @return the offering's id, which theirs begin with: {@code -1} and so on follow
     */
    public String team(int size) {
        String offering = "team-" + UUID.randomUUID().toString().substring(0, 8);
        offering(offering, 1);
        for (int i = 1; i <= size; i++) {
            service.hears("professional.registered.v1", "professionalId", offering + "-" + i, "offeringIds", List.of(offering));
        }
        service.awaitIdle();
        return offering;
    }

    /** By an admin. */
    public OutboxEntry manual(String booking, String professional, String start) {
        return service.event("booking.requested.v1", slotChanges(booking, professional, start, "manual", true));
    }

    public OutboxEntry paid(String booking, String start) {
        return paid(booking, SARAH, start);
    }

    public OutboxEntry paid(String booking, String professional, String start) {
        return service.event("booking.paid.v1", slotChanges(booking, professional, start));
    }

    /** @param owner field and value of whose it is: {@code clientId} or {@code manageTokenHash} */
    public OutboxEntry paidBy(String booking, String professional, String start, Object... owner) {
        return service.event("booking.paid.v1", slotChanges(
                booking, professional, start, Stream.concat(
                        Stream.of("clientId", null, "manageTokenHash", null), Stream.of(owner)).toArray()));
    }

    /** @param more fields and values of {@code booking.confirmed}, or of {@code type} that says as much */
    public OutboxEntry described(String type, String booking, String professional, String start, Object... more) {
        return service.event(type, Stream.concat(
                        Stream.of("bookingId", booking, "professional.id", professional, "start", start, "end", end(start)),
                        Stream.of(more))
                .toArray());
    }

    public OutboxEntry paidFor(String booking, String offering, String start) {
        return service.event("booking.paid.v1", slotChanges(booking, SARAH, start, "offeringId", offering));
    }

    public OutboxEntry expired(String booking, String start) {
        return expired(booking, SARAH, start);
    }

    public OutboxEntry expired(String booking, String professional, String start) {
        return service.event("booking.expired.v1", slotChanges(booking, professional, start));
    }

    public OutboxEntry declined(String booking, String start) {
        return service.event("booking.declined.v1", slotChanges(booking, SARAH, start));
    }

    public OutboxEntry rejected(String booking) {
        return service.event("booking.rejected.v1", "bookingId", booking, "held", null);
    }

    /** The same of a booking that came of an offer. */
    public OutboxEntry rejectedOffer(String booking, String professional, String start) {
        return service.event("booking.rejected.v1", "bookingId", booking, "held", slotOf(1, professional, start));
    }

    /** @param pending what a reschedule had asked for, as {@link #slotOf} has it; null for none */
    public OutboxEntry cancelled(String booking, String professional, String start, @Nullable Object pending) {
        return service.event(
                "booking.cancelled.v1",
                "bookingId", booking,
                "professional.id", professional,
                "start", start,
                "end", end(start),
                "pendingSlot", pending);
    }

    /** Asks to move from revision 1 to revision 2. */
    public OutboxEntry rescheduleRequested(
            String booking, String fromProfessional, String from, String toProfessional, String to) {
        return rescheduleRequested(booking, fromProfessional, from, toProfessional, to, 1);
    }

    public OutboxEntry rescheduleRequested(
            String booking, String fromProfessional, String from, String toProfessional, String to, int attempt) {
        return service.event(
                "booking.reschedule-requested.v1",
                slotChanges(
                        booking, toProfessional, to, "from", slotOf(1, fromProfessional, from), "attempt", attempt,
                        "manual", null, "insteadOf", null));
    }

    /** Asks to move from revision 1 to revision 2, which an offer holds. */
    public OutboxEntry movesToOffer(String booking, String professional, String from, String to, String offer) {
        return service.event(
                "booking.reschedule-requested.v1",
                slotChanges(
                        booking, professional, to, "from", slotOf(1, professional, from), "attempt", 1, "manual", null,
                        "insteadOf", offer));
    }

    /** A move to what an offer holds was refused by booking-service. */
    public OutboxEntry refusedToMove(String booking, String professional, String to, String offer) {
        return service.event("booking.reschedule-rejected.v1", slotChanges(booking, professional, to, "insteadOf", offer));
    }

    public OutboxEntry rescheduled(
            String booking, String fromProfessional, String from, String toProfessional, String to) {
        return service.event(
                "booking.rescheduled.v1",
                "bookingId", booking,
                "professional.id", toProfessional,
                "start", to,
                "end", end(to),
                "previous", slotOf(1, fromProfessional, from));
    }

    /** A client's booking for which nobody was found, or who was is not known yet to booking-service. */
    public OutboxEntry cancelledUnmatched(String booking, String start, @Nullable Object pending) {
        return service.event(
                "booking.cancelled.v1",
                "bookingId", booking,
                "professional", null,
                "start", start,
                "end", end(start),
                "pendingSlot", pending);
    }

    public OutboxEntry expiredUnmatched(String booking, String start) {
        return service.event(
                "booking.expired.v1",
                slotChanges(booking, SARAH, start, "professionalId", null, "professional", null));
    }

    /** As revision 2: a professional gave back what they had as the first. */
    public OutboxEntry givenBack(String booking, String professional, String start) {
        return service.event(
                "booking.awaiting-match.v1",
                "bookingId", booking,
                "revision", 2,
                "start", start,
                "end", end(start),
                "previous", slotOf(1, professional, start),
                "pendingSlot", null);
    }

    // ---- what matching-service says; to be sent

    public OutboxEntry accepted(String booking, String professional, String start, int attempt) {
        return service.event(
                "proposal.accepted.v1",
                slotChanges(booking, professional, start, "offeringId", CONSULTATION, "attempt", attempt));
    }

    public OutboxEntry slotWanted(String offer, String professional, String start, Instant deadline) {
        return service.event(
                "waitlist.slot-wanted.v1",
                slotChanges(offer, professional, start, "offeringId", CONSULTATION, "deadline", deadline));
    }

    public OutboxEntry passed(String offer, String professional, String start) {
        return service.event(
                "waitlist.passed.v1",
                "bookingId", offer,
                "professional.id", professional,
                "start", start,
                "end", end(start));
    }

    public static Map<String, Object> slotOf(int revision, String professional, String start) {
        return Map.of("revision", revision, "professionalId", professional, "start", start, "end", end(start));
    }

    private static Object[] slotChanges(String booking, String professional, String start, Object... more) {
        return Stream.concat(
                        Stream.of("bookingId", booking, "professionalId", professional, "start", start, "end", end(start)),
                        Stream.of(more))
                .toArray();
    }

    private static String end(String start) {
        return Instant.parse(start).plus(Duration.ofHours(1)).toString();
    }

    // ---- what this service answers

    /** The answers given to one booking, in order, as soon as there are {@code count}. */
    public List<OutboxEntry> answers(String booking, int count) {
        await().until(() -> service.said(booking).size() >= count);
        return service.said(booking);
    }

    /** The types of these answers. */
    public List<String> answered(String booking, int count) {
        return answers(booking, count).stream().map(OutboxEntry::type).toList();
    }

    // ---- the same without messages

    /** What a client asks for: an hour. */
    public static SlotRequest request(String booking, String offering, String professional, Instant start) {
        return new SlotRequest(
                new TenantId("demo"),
                new ProfessionalId(professional),
                new OfferingId(offering),
                new BookingRevision(booking, 1),
                "HF-2026-000001",
                new Slot(start, start.plus(Duration.ofHours(1))),
                SlotRequest.By.CLIENT,
                1);
    }
}
