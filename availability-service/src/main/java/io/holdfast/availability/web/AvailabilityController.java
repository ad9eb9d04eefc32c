package io.holdfast.availability.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.holdfast.availability.application.FindSlots;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Refusal;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be booked with a professional. */
@RestController
@RequestMapping("/api/v1/professionals/{professionalId}")
class AvailabilityController {

    private static final DateTimeFormatter WALL_TIME = DateTimeFormatter.ofPattern("HH:mm");
    // Years of four digits only: what java.time takes beyond them cannot be a date somebody wants to book.
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

    private final FindSlots slots;
    private final Professionals professionals;
    private final Offerings offerings;

    AvailabilityController(FindSlots slots, Professionals professionals, Offerings offerings) {
        this.slots = slots;
        this.professionals = professionals;
        this.offerings = offerings;
    }

    @GetMapping("/available-dates")
    AvailableDates availableDates(
            @PathVariable String professionalId,
            @RequestParam String offeringId,
            @RequestParam String month,
            @RequestParam(required = false) @Nullable Integer duration,
            Caller caller) {
        YearMonth asked = parse("month", month, MONTH, YearMonth::parse, "month such as 2026-12");
        var tenant = new TenantId(caller.tenantId());
        SlotRules rules = rules(tenant, professionalId, offeringId);
        return new AvailableDates(
                slots.datesIn(tenant, rules, asked, length(rules.offering(), duration)),
                rules.schedule().zone().getId());
    }

    @GetMapping("/availability")
    Availability availability(
            @PathVariable String professionalId,
            @RequestParam String offeringId,
            @RequestParam String date,
            @RequestParam(required = false) @Nullable Integer duration,
            Caller caller) {
        LocalDate asked = parse("date", date, DATE, LocalDate::parse, "date such as 2026-12-01");
        var tenant = new TenantId(caller.tenantId());
        SlotRules rules = rules(tenant, professionalId, offeringId);
        Duration length = length(rules.offering(), duration);
        List<SlotView> listed = slots.onDate(tenant, rules, asked, length).stream()
                .map(slot -> SlotView.of(slot, rules.schedule().timeOf(slot.slot().start())))
                .toList();
        return new Availability(asked, rules.schedule().zone().getId(), length.toMinutes(), listed);
    }

    private SlotRules rules(TenantId tenant, String professionalId, String offeringId) {
        Professional professional = professionals
                .find(tenant, new ProfessionalId(professionalId))
                .filter(Professional::active)
                .orElseThrow(() -> Problem.notFound("professional"));
        Offering offering = offerings
                .find(tenant, new OfferingId(offeringId))
                .filter(found -> !found.retired())
                .orElseThrow(() -> Problem.notFound("offering"));
        return new SlotRules(professional, offering);
    }

    private static Duration length(Offering offering, @Nullable Integer minutes) {
        if (minutes == null) {
            return offering.usualDuration();
        }
        Duration length = Duration.ofMinutes(minutes);
        if (!offering.lasts(length)) {
            String offered = String.join(
                    ", ", offering.durations().stream().map(d -> String.valueOf(d.toMinutes())).toList());
            throw Problem.rule("duration-not-offered", "This offering lasts " + offered + " minutes.");
        }
        return length;
    }

    private static <T> T parse(String field, String text, Pattern form, Function<String, T> parser, String what) {
        Problem invalid = Problem.invalid(field, "is not a valid " + what);
        if (!form.matcher(text).matches()) {
            throw invalid;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeParseException e) {
            throw invalid;
        }
    }

    record AvailableDates(List<LocalDate> availableDates, String zone) {}

    record Availability(LocalDate date, String zone, long duration, List<SlotView> slots) {}

    /**
     * @param time   the start as a wall time in the schedule's zone
     * @param reason null when it can be had
     */
    record SlotView(Instant start, Instant end, String time, boolean available, @Nullable Refusal reason) {

        static SlotView of(FindSlots.ListedSlot listed, LocalTime start) {
            return new SlotView(
                    listed.slot().start(),
                    listed.slot().end(),
                    WALL_TIME.format(start),
                    listed.refusal().isEmpty(),
                    listed.refusal().orElse(null));
        }
    }
}
