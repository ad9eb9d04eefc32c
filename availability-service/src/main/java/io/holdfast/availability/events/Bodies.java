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
import io.holdfast.messaging.WireEvent;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of this service's events: on topic {@code slots} what became of a slot, on topic {@code calendars} a
 * professional's schedule.
 */
public final class Bodies {

    private Bodies() {}

    public static WireEvent of(SlotEvent event) {
        String booking = event.booking().bookingId();
        return switch (event) {
            case SlotEvent.Reserved e -> new WireEvent("slot.reserved.v1", booking, SlotReserved.of(e));
            case SlotEvent.Rejected e -> new WireEvent("slot.rejected.v1", booking, SlotRejected.of(e));
            case SlotEvent.Booked e -> new WireEvent(
                    "slot.booked.v1", booking, BookingSlot.of(e.booking(), e.professional(), e.slot()));
            case SlotEvent.Lost e -> new WireEvent("slot.lost.v1", booking, SlotLost.of(e));
            case SlotEvent.Released e -> new WireEvent(
                    "slot.released.v1", booking, BookingSlot.of(e.booking(), e.professional(), e.slot()));
        };
    }

    public static WireEvent of(Professional professional, ScheduleChanged event) {
        return new WireEvent(
                "schedule.changed.v1", professional.id().value(), ScheduleChangedBody.of(professional, event));
    }

    record SlotReserved(
            String bookingId, int revision, String professionalId, Instant start, Instant end, Instant holdUntil) {

        static SlotReserved of(SlotEvent.Reserved e) {
            return new SlotReserved(
                    e.booking().bookingId(),
                    e.booking().revision(),
                    e.professional().value(),
                    e.slot().start(),
                    e.slot().end(),
                    e.holdUntil());
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
            String reason,
            @Nullable String exactReason,
            @Nullable List<ConflictBody> conflicts,
            @Nullable Integer attempt) {

        static SlotRejected of(SlotEvent.Rejected e) {
            RejectionReason reason = published(e.reason());
            return new SlotRejected(
                    e.booking().bookingId(),
                    e.booking().revision(),
                    reason.name(),
                    reason == e.reason() ? null : e.reason().name(),
                    e.conflicts().isEmpty() ? null : e.conflicts().stream().map(ConflictBody::of).toList(),
                    e.attempt() == 1 ? null : e.attempt());
        }

        /** A published version gains no values: what is newer travels as what consumers of old take it for. */
        private static RejectionReason published(RejectionReason reason) {
            return switch (reason) {
                case OFF_STEP, ENDED, TOO_LATE -> RejectionReason.CLOSED;
                case TOO_SOON, TOO_FAR, CLOSED, BREAK, BOOKED, HELD, FULL, OFFERING_UNKNOWN, PROFESSIONAL_UNKNOWN -> reason;
            };
        }
    }

    record ConflictBody(String bookingId, @Nullable String number, Instant start, Instant end) {

        static ConflictBody of(Conflict c) {
            return new ConflictBody(c.bookingId(), c.number(), c.slot().start(), c.slot().end());
        }
    }

    /** Booked, or released. */
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

    record ScheduleChangedBody(String professionalId, ScheduleBody schedule, Instant changedAt) {

        static ScheduleChangedBody of(Professional professional, ScheduleChanged event) {
            return new ScheduleChangedBody(
                    professional.id().value(),
                    ScheduleBody.of(professional.schedule()),
                    event.at().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    record ScheduleBody(
            String zone,
            int slotStep,
            Map<DayOfWeek, DayBody> weeklyHours,
            List<BreakBody> breaks,
            List<OverrideBody> overrides,
            BuffersBody buffers,
            List<RecurringBody> recurring) {

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

    record DayBody(String start, String end, boolean enabled) {

        static DayBody of(WeeklyHours.DayHours day) {
            return new DayBody(day.hours().startText(), day.hours().endText(), day.enabled());
        }
    }

    record BreakBody(String start, String end, List<DayOfWeek> days) {

        static BreakBody of(Break pause) {
            return new BreakBody(
                    pause.hours().startText(), pause.hours().endText(), pause.days().stream().sorted().toList());
        }
    }

    /** Either closed, or with hours. */
    record OverrideBody(LocalDate date, @Nullable Boolean closed, @Nullable String start, @Nullable String end) {

        static OverrideBody of(DateOverride override) {
            return new OverrideBody(
                    override.date(),
                    override.hours().isEmpty() ? true : null,
                    override.hours().map(Hours::startText).orElse(null),
                    override.hours().map(Hours::endText).orElse(null));
        }
    }

    record BuffersBody(long before, long after) {

        static BuffersBody of(Buffers buffers) {
            return new BuffersBody(buffers.before().toMinutes(), buffers.after().toMinutes());
        }
    }

    record RecurringBody(
            int everyWeeks,
            LocalDate from,
            @Nullable LocalDate until,
            List<DayOfWeek> days,
            String start,
            String end) {

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
