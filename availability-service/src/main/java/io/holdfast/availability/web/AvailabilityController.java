package io.holdfast.availability.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.availability.application.CalendarChanges;
import io.holdfast.availability.application.ExplainSlot;
import io.holdfast.availability.application.FindSlots;
import io.holdfast.availability.domain.OfferingId;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.RejectionReason;
import io.holdfast.availability.domain.Slot;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.availability.domain.SlotRules.Offer;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.availability.domain.Violation;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.streams.LiveStreams;
import io.holdfast.defaults.streams.LiveStreams.View;
import io.holdfast.defaults.streams.LiveStreams.Watched;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What can be booked with a professional. Open to everybody. Unknown people and offerings are 404, what is not a valid
 * parameter is 400 and names it, a duration that the offering does not have and an offering that has no times of one professional
 * are 422.
 */
@RestController
@RequestMapping("/api/v1/professionals/{professionalId}")
@OpenToAll
class AvailabilityController {

    private static final DateTimeFormatter WALL_TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final FindSlots slots;
    private final ExplainSlot explainSlot;
    private final Professionals professionals;
    private final Offerings offerings;
    private final OwnBooking ownBooking;
    private final LiveStreams streams;

    AvailabilityController(
            FindSlots slots,
            ExplainSlot explainSlot,
            Professionals professionals,
            Offerings offerings,
            OwnBooking ownBooking,
            LiveStreams streams) {
        this.slots = slots;
        this.explainSlot = explainSlot;
        this.professionals = professionals;
        this.offerings = offerings;
        this.ownBooking = ownBooking;
        this.streams = streams;
    }

    /**
     * The dates of a month, in the professional's zone, on which a slot can be had.
     *
     * @param month    such as 2026-12
     * @param duration minutes, one of the offering's
     */
    @GetMapping("/available-dates")
    @Outcomes(problems = {"duration-not-offered", "mode-unavailable"})
    AvailableDatesResponse availableDates(
            @PathVariable String professionalId,
            @RequestParam String offeringId,
            @RequestParam String month,
            @RequestParam(required = false) @Nullable Integer duration,
            Caller caller) {
        YearMonth asked = Parameters.month("month", month);
        SlotRules rules = rules(new TenantId(caller.tenantId()), professionalId, offeringId);
        return new AvailableDatesResponse(
                slots.datesIn(rules, asked, Parameters.length(rules.offering(), duration)),
                rules.schedule().zone().getId());
    }

    /**
     * The slots of a date, each with why it cannot be had, and what each duration costs.
     *
     * @param date     the professional's calendar date such as 2026-12-01
     * @param duration minutes, one of the offering's
     * @param zone     in whose local time each slot is to be shown as well
     * @param moving   the booking that is to be moved, whose own time is no obstacle; 401 and 404 for whom it is not to see
     */
    @GetMapping("/availability")
    @Outcomes(problems = {"duration-not-offered", "mode-unavailable", "unauthenticated", "not-found"})
    AvailabilityResponse availability(
            @PathVariable String professionalId,
            @RequestParam String offeringId,
            @RequestParam String date,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String zone,
            @RequestParam(name = "for", required = false) @Nullable String moving,
            @RequestHeader(name = "Holdfast-Manage-Token", required = false) @Nullable String manageToken,
            Caller caller) {
        Question question = question(professionalId, offeringId, date, duration, zone, caller);
        String own = moving == null ? null : ownBooking.require(moving, caller, manageToken).id();
        SlotRules rules = rules(question);
        Duration length = Parameters.length(rules.offering(), duration);
        return question.answer(rules, length, slots.onDate(rules, question.date(), length, own));
    }

    /**
     * The same as server-sent events: {@code slots} at once and whenever it changes, whether somebody writes, time
     * passes or a hold lapses; a comment every 15 seconds in between. Ends with the token, where there is one.
     */
    @GetMapping(path = "/availability/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Outcomes(problems = {"duration-not-offered", "mode-unavailable", "too-many-streams"})
    SseEmitter stream(
            @PathVariable String professionalId,
            @RequestParam String offeringId,
            @RequestParam String date,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(required = false) @Nullable String zone,
            Caller caller) {
        Question question = question(professionalId, offeringId, date, duration, zone, caller);
        return streams.open(
                new Watched<>(
                        question,
                        CalendarChanges.of(question.tenant(), question.professional()),
                        () -> answerNow(question)),
                new View<>("slots", Function.identity(), answer -> true, null));
    }

    private AvailabilityResponse answerNow(Question question) {
        SlotRules rules = rules(question);
        Duration length = Parameters.length(rules.offering(), question.duration());
        return question.answer(rules, length, slots.onDateNow(rules, question.date(), length));
    }

    /**
     * Which rule closes a time, and what opens when.
     *
     * @param start    any instant
     * @param duration minutes, one of the offering's
     * @param next     whether it is wanted what opens when; without it the answer costs a look at one day
     */
    @GetMapping("/availability/explain")
    @Outcomes(problems = {"duration-not-offered", "mode-unavailable"})
    ExplanationResponse explain(
            @PathVariable String professionalId,
            @RequestParam String offeringId,
            @RequestParam String start,
            @RequestParam(required = false) @Nullable Integer duration,
            @RequestParam(defaultValue = "true") boolean next,
            Caller caller) {
        Instant from = Parameters.instant("start", start);
        SlotRules rules = rules(new TenantId(caller.tenantId()), professionalId, offeringId);
        Duration length = Parameters.length(rules.offering(), duration);
        var slot = new Slot(from, from.plus(length));
        return ExplanationResponse.of(next ? explainSlot.explain(rules, slot) : explainSlot.answer(rules, slot), rules);
    }

    private static Question question(
            String professionalId,
            String offeringId,
            String date,
            @Nullable Integer duration,
            @Nullable String zone,
            Caller caller) {
        return new Question(
                new TenantId(caller.tenantId()),
                new ProfessionalId(professionalId),
                new OfferingId(offeringId),
                Parameters.date("date", date),
                duration,
                zone == null ? null : Parameters.zone("zone", zone));
    }

    private SlotRules rules(Question question) {
        return rules(question.tenant(), question.professional().value(), question.offering().value());
    }

    private SlotRules rules(TenantId tenant, String professionalId, String offeringId) {
        Professional professional = professionals
                .find(tenant, new ProfessionalId(professionalId))
                .filter(Professional::active)
                .orElseThrow(() -> Problem.notFound("professional"));
        return new SlotRules(professional, Parameters.offering(offerings, tenant, offeringId));
    }

    /** What somebody wants to see of a day. */
    private record Question(
            TenantId tenant,
            ProfessionalId professional,
            OfferingId offering,
            LocalDate date,
            @Nullable Integer duration,
            @Nullable ZoneId zone) {

        AvailabilityResponse answer(SlotRules rules, Duration length, List<Offer> offers) {
            return new AvailabilityResponse(
                    date,
                    rules.schedule().zone().getId(),
                    length.toMinutes(),
                    zone == null ? null : zone.getId(),
                    PriceResponse.of(rules.offering(), rules.professional()),
                    offers.stream().map(offer -> SlotResponse.of(offer, rules.schedule().zone(), zone)).toList());
        }
    }

    record AvailableDatesResponse(List<LocalDate> availableDates, String zone) {}

    /**
     * @param zone        the professional's, in which date and times are meant
     * @param duration    minutes
     * @param displayZone the zone that was asked for, absent without one
     * @param prices      one for each of the offering's durations, as a booking would cost now
     */
    record AvailabilityResponse(
            LocalDate date,
            String zone,
            long duration,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String displayZone,
            List<PriceResponse> prices,
            List<SlotResponse> slots) {}

    /**
     * @param time   the start as a wall time in the answer's zone
     * @param reason null when it can be had
     * @param displayDate the start's date in the zone that was asked for, absent without one
     * @param displayTime the start's wall time there
     */
    record SlotResponse(
            Instant start,
            Instant end,
            String time,
            boolean available,
            @Nullable RejectionReason reason,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate displayDate,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String displayTime) {

        /** @param zone in which it is to be shown as well; null for none */
        static SlotResponse of(Offer offer, ZoneId days, @Nullable ZoneId zone) {
            Instant start = offer.slot().start();
            return new SlotResponse(
                    start,
                    offer.slot().end(),
                    WALL_TIME.format(start.atZone(days)),
                    offer.isFree(),
                    offer.violation().map(Violation::reason).orElse(null),
                    zone == null ? null : start.atZone(zone).toLocalDate(),
                    zone == null ? null : WALL_TIME.format(start.atZone(zone)));
        }
    }
}
