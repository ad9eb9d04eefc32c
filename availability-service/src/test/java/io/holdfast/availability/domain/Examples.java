package io.holdfast.availability.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.holdfast.messaging.aggregates.Decision;

/** People, offerings and slots that the tests share. */
final class Examples {

    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    static final OfferingId CONSULTATION = new OfferingId("consultation-60");
    static final ProfessionalId SARAH = new ProfessionalId("dr-sarah-khan");
    static final TenantId DEMO = new TenantId("demo");
    /** A Monday, 08:30 in India. */
    static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    static final LocalDate TUESDAY = LocalDate.parse("2026-12-01");
    /** That Tuesday, 10:00 to 11:00 in India. */
    static final Slot TEN = hourFrom("2026-12-01T04:30:00Z");
    static final CalendarDay EMPTY_DAY = CalendarDay.empty(new DayId(DEMO, SARAH, TUESDAY));

    private Examples() {}

    static Slot hourFrom(String start) {
        return Slot.starting(Instant.parse(start), Duration.ofMinutes(60));
    }

    static BookingRevision booking(String id) {
        return new BookingRevision(id, 1);
    }

    static Professional sarah(Schedule schedule) {
        return new Professional(DEMO, SARAH, 1, true, Set.of(CONSULTATION), Optional.empty(), schedule, Optional.empty());
    }

    static Offering consultation(int capacity, OfferingRules rules) {
        return new Offering(
                CONSULTATION,
                "Consultation",
                List.of(Duration.ofMinutes(30), Duration.ofMinutes(60), Duration.ofMinutes(90)),
                capacity,
                rules,
                false,
                false,
                Optional.empty());
    }

    /** What a client asks for. */
    static SlotRequest request(BookingRevision booking, Slot slot) {
        return request(booking, slot, 1);
    }

    static SlotRequest request(BookingRevision booking, Slot slot, int attempt) {
        return new SlotRequest(DEMO, SARAH, CONSULTATION, booking, null, slot, SlotRequest.By.CLIENT, attempt);
    }

    /** What somebody on a waitlist is to be asked about. */
    static SlotRequest offer(BookingRevision offer, Slot slot) {
        return new SlotRequest(DEMO, SARAH, CONSULTATION, offer, null, slot, SlotRequest.By.WAITLIST, 1);
    }

    /** What a professional accepts. */
    static SlotRequest acceptance(BookingRevision booking, Slot slot, int attempt) {
        return new SlotRequest(
                DEMO, SARAH, CONSULTATION, booking, "HF-2026-000001", slot, SlotRequest.By.PROFESSIONAL, attempt);
    }

    static Optional<Violation> violation(Decision<?, ?> decision) {
        return decision.refusal().map(Violation.class::cast);
    }

    static Optional<RejectionReason> reason(Decision<?, ?> decision) {
        return violation(decision).map(Violation::reason);
    }

    static Occupancy occupancy(Slot slot) {
        return rules().occupancy(slot);
    }

    /** Working hours, breaks and overrides, and nothing else that is unusual. */
    static Schedule schedule(
            WeeklyHours week, List<Break> breaks, List<DateOverride> overrides, RecurringHours... recurring) {
        return new Schedule(INDIA, 15, week, breaks, overrides, List.of(recurring), Buffers.NONE);
    }

    static SlotRules rules() {
        return rules(Schedule.standard(INDIA), consultation(1, OfferingRules.standard()));
    }

    static SlotRules rules(int capacity) {
        return rules(Schedule.standard(INDIA), consultation(capacity, OfferingRules.standard()));
    }

    static SlotRules rules(Schedule schedule, Offering offering) {
        return new SlotRules(sarah(schedule), offering);
    }
}
