package io.holdfast.availability.events;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.Break;
import io.holdfast.availability.domain.Buffers;
import io.holdfast.availability.domain.Conflict;
import io.holdfast.availability.domain.DateOverride;
import io.holdfast.availability.domain.Hours;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.RecurringHours;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.availability.domain.Schedule;
import io.holdfast.availability.domain.ScheduleChanged;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.availability.domain.WeeklyHours;
import io.holdfast.contracts.Wire;
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

import static io.holdfast.contracts.WireType.LOCAL_END;
import static io.holdfast.contracts.WireType.LOCAL_TIME;
import static io.holdfast.contracts.WireType.MINUTES;

/**
 * The bodies of this service's events: on topic {@code slots} what became of a slot, on topic {@code calendars} a
 * professional's schedule, on topic {@code times-off} when they are not there.
 */
public final class Bodies {

    private static final String HELD_FOR =
            "Absent where it is a booking's. WAITLIST: an offer's, to somebody on a waitlist; the booking that may come of it has"
                    + " its id, and is told anew.";

    private Bodies() {}

    public static WireEvent of(SlotEvent event) {
        return switch (event) {
            case SlotEvent.Reserved e -> new WireEvent("slot.reserved.v1", e.booking().bookingId(), SlotReserved.of(e));
            case SlotEvent.Offered e -> new WireEvent("slot.reserved.v1", e.booking().bookingId(), SlotReserved.of(e));
            case SlotEvent.Rejected e -> new WireEvent("slot.rejected.v1", e.booking().bookingId(), SlotRejected.of(e));
            case SlotEvent.NotOffered e -> new WireEvent("slot.rejected.v1", e.booking().bookingId(), SlotRejected.of(e));
            case SlotEvent.Booked e -> new WireEvent(
                    "slot.booked.v1", e.booking().bookingId(), BookingSlot.of(e.booking(), e.professional(), e.slot()));
            case SlotEvent.Lost e -> new WireEvent("slot.lost.v1", e.booking().bookingId(), SlotLost.of(e));
            case SlotEvent.Released e -> new WireEvent(
                    "slot.released.v1", e.booking().bookingId(), BookingSlot.of(e.booking(), e.professional(), e.slot()));
            case SlotEvent.Conflicted e -> new WireEvent(
                    "slot.conflicted.v1", e.booking().bookingId(), BookingSlot.of(e.booking(), e.professional(), e.slot()));
            case SlotEvent.TimeOffChanged e ->
                new WireEvent("time-off.changed.v1", e.professional().value(), TimeOffChangedBody.of(e));
        };
    }

    public static WireEvent of(Professional professional, ScheduleChanged event) {
        return new WireEvent(
                "schedule.changed.v1", professional.id().value(), ScheduleChangedBody.of(professional, event));
    }

    /** Who has or wanted the slot, where that is no booking. */
    enum Holder { WAITLIST }

    record SlotReserved(
            String bookingId,
            int revision,
            String professionalId,
            Instant start,
            Instant end,
            Instant holdUntil,
            @Nullable @Wire(HELD_FOR) Holder heldFor) {

        static SlotReserved of(SlotEvent.Reserved e) {
            return of(e.booking(), e.professional(), e.slot(), e.holdUntil(), null);
        }

        static SlotReserved of(SlotEvent.Offered e) {
            return of(e.booking(), e.professional(), e.slot(), e.holdUntil(), Holder.WAITLIST);
        }

        private static SlotReserved of(
                BookingRevision booking,
                ProfessionalId professional,
                Slot slot,
                Instant holdUntil,
                @Nullable Holder heldFor) {
            return new SlotReserved(
                    booking.bookingId(), booking.revision(), professional.value(), slot.start(), slot.end(), holdUntil, heldFor);
        }
    }

    /**
     * @param exactReason absent where {@code reason} says it all
     * @param conflicts   absent where there are none to name
     * @param attempt     absent for the first
     */
    record SlotRejected(
            String bookingId,
            int revision,
            @Wire("Why a slot cannot be had.") Reason reason,
            @Nullable
            @Wire(
                    value = "The reason more exactly, where reason has no value for it: OFF_STEP (the start is beside the"
                            + " professional's slot step), TOO_LATE (asked for too long ago). More may come.",
                    pattern = "^[A-Z]+(_[A-Z]+)*$")
            String exactReason,
            @Nullable @Wire("What is in the way, when bookings are.") List<ConflictBody> conflicts,
            @Nullable
            @Wire(
                    value = "Which try to reach that revision this is about: one that was refused leaves the revision as it"
                            + " was. Absent means the first.",
                    min = 1)
            Integer attempt,
            @Nullable @Wire(HELD_FOR) Holder heldFor) {

        /** A published version gains no values. */
        enum Reason { BOOKED, HELD, BREAK, TOO_SOON, TOO_FAR, FULL, CLOSED, OFFERING_UNKNOWN, PROFESSIONAL_UNKNOWN }

        static SlotRejected of(SlotEvent.Rejected e) {
            return of(
                    e.booking(),
                    e.reason(),
                    e.conflicts().isEmpty() ? null : e.conflicts().stream().map(ConflictBody::of).toList(),
                    e.attempt() == 1 ? null : e.attempt(),
                    null);
        }

        static SlotRejected of(SlotEvent.NotOffered e) {
            return of(e.booking(), e.reason(), null, null, Holder.WAITLIST);
        }

        private static SlotRejected of(
                BookingRevision booking,
                RejectionReason why,
                @Nullable List<ConflictBody> conflicts,
                @Nullable Integer attempt,
                @Nullable Holder heldFor) {
            Reason reason = published(why);
            return new SlotRejected(
                    booking.bookingId(),
                    booking.revision(),
                    reason,
                    reason.name().equals(why.name()) ? null : why.name(),
                    conflicts,
                    attempt,
                    heldFor);
        }

        /** What is newer than the published values travels as what consumers of old take it for. */
        private static Reason published(RejectionReason reason) {
            return switch (reason) {
                case OFF_STEP, ENDED, TOO_LATE -> Reason.CLOSED;
                case TOO_SOON, TOO_FAR, CLOSED, BREAK, BOOKED, HELD, FULL, OFFERING_UNKNOWN, PROFESSIONAL_UNKNOWN ->
                    Reason.valueOf(reason.name());
            };
        }
    }

    record ConflictBody(String bookingId, @Nullable String number, Instant start, Instant end) {

        static ConflictBody of(Conflict c) {
            return new ConflictBody(c.bookingId(), c.number(), c.slot().start(), c.slot().end());
        }
    }

    /** Booked, released, or met by another calendar. */
    record BookingSlot(String bookingId, int revision, String professionalId, Instant start, Instant end) {

        static BookingSlot of(BookingRevision booking, ProfessionalId professional, Slot slot) {
            return new BookingSlot(
                    booking.bookingId(), booking.revision(), professional.value(), slot.start(), slot.end());
        }
    }

    record SlotLost(String bookingId, int revision, String reason) {

        static SlotLost of(SlotEvent.Lost e) {
            return new SlotLost(e.booking().bookingId(), e.booking().revision(), e.reason());
        }
    }

    record TimeOffChangedBody(
            String professionalId,
            @Wire("In the schedule's zone.") LocalDate date,
            @Wire("All of that date in which the professional is not there for clients, blocked or busy elsewhere: in order and"
                            + " apart from each other. Why is not said.")
                    List<TimeBody> times) {

        static TimeOffChangedBody of(SlotEvent.TimeOffChanged e) {
            return new TimeOffChangedBody(
                    e.professional().value(),
                    e.date(),
                    e.closed().stream().map(slot -> new TimeBody(slot.start(), slot.end())).toList());
        }
    }

    record TimeBody(Instant start, Instant end) {}

    record ScheduleChangedBody(String professionalId, ScheduleBody schedule, Instant changedAt) {

        static ScheduleChangedBody of(Professional professional, ScheduleChanged event) {
            return new ScheduleChangedBody(
                    professional.id().value(),
                    ScheduleBody.of(professional.schedule()),
                    event.at().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @Wire("A schedule, as PUT /professionals/me/schedule takes it.")
    record ScheduleBody(
            String zone,
            @Wire(values = {15, 30, 60}) int slotStep,
            Map<DayOfWeek, DayBody> weeklyHours,
            List<BreakBody> breaks,
            List<OverrideBody> overrides,
            BuffersBody buffers,
            @Wire("Hours on top of the weekly ones, every n-th week.") List<RecurringBody> recurring) {

        static ScheduleBody of(Schedule schedule) {
            var week = new TreeMap<DayOfWeek, DayBody>();
            schedule.weeklyHours().days().forEach((day, hours) -> week.put(day, DayBody.of(hours)));
            return new ScheduleBody(
                    schedule.zone().getId(),
                    schedule.slotStep(),
                    week,
                    schedule.breaks().stream().map(BreakBody::of).toList(),
                    schedule.overrides().stream().map(OverrideBody::of).toList(),
                    BuffersBody.of(schedule.buffers()),
                    schedule.recurring().stream().map(RecurringBody::of).toList());
        }
    }

    record DayBody(
            @Wire(type = LOCAL_TIME) String start, @Wire(type = LOCAL_END) String end, boolean enabled) {

        static DayBody of(WeeklyHours.DayHours day) {
            return new DayBody(day.hours().startText(), day.hours().endText(), day.enabled());
        }
    }

    record BreakBody(
            @Wire(type = LOCAL_TIME) String start, @Wire(type = LOCAL_END) String end, List<DayOfWeek> days) {

        static BreakBody of(Break pause) {
            return new BreakBody(
                    pause.hours().startText(), pause.hours().endText(), pause.days().stream().sorted().toList());
        }
    }

    /** Either closed, or with hours. */
    record OverrideBody(
            LocalDate date,
            @Nullable Boolean closed,
            @Nullable @Wire(type = LOCAL_TIME) String start,
            @Nullable @Wire(type = LOCAL_END) String end) {

        static OverrideBody of(DateOverride override) {
            return new OverrideBody(
                    override.date(),
                    override.hours().isEmpty() ? true : null,
                    override.hours().map(Hours::startText).orElse(null),
                    override.hours().map(Hours::endText).orElse(null));
        }
    }

    record BuffersBody(@Wire(type = MINUTES) long before, @Wire(type = MINUTES) long after) {

        static BuffersBody of(Buffers buffers) {
            return new BuffersBody(buffers.before().toMinutes(), buffers.after().toMinutes());
        }
    }

    record RecurringBody(
            @Wire(value = "1 is every week, 2 every other one.", min = 1, max = 52) int everyWeeks,
            @Wire("A date in the first week that counts.") LocalDate from,
            @Nullable @Wire("The last date, included; absent means for ever.") LocalDate until,
            List<DayOfWeek> days,
            @Wire(type = LOCAL_TIME) String start,
            @Wire(type = LOCAL_END) String end) {

        static RecurringBody of(RecurringHours recurring) {
            return new RecurringBody(
                    recurring.everyWeeks(),
                    recurring.from(),
                    recurring.until().orElse(null),
                    recurring.days().stream().sorted().toList(),
                    recurring.hours().startText(),
                    recurring.hours().endText());
        }
    }
}
