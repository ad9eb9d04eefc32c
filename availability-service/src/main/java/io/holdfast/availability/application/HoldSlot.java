package io.holdfast.availability.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.holdfast.availability.domain.BookingRevision;
import io.holdfast.availability.domain.CalendarDay;
import io.holdfast.availability.domain.Conflict;
import io.holdfast.availability.domain.Decision;
import io.holdfast.availability.domain.Objection;
import io.holdfast.availability.domain.Offering;
import io.holdfast.availability.domain.Offerings;
import io.holdfast.availability.domain.Professional;
import io.holdfast.availability.domain.Professionals;
import io.holdfast.availability.domain.Refusal;
import io.holdfast.availability.domain.Rejection;
import io.holdfast.availability.domain.Rejections;
import io.holdfast.availability.domain.SlotEvent;
import io.holdfast.availability.domain.SlotRules;
import io.holdfast.availability.domain.Wish;
import org.springframework.stereotype.Service;

/** Holds a slot for a booking, or books it for one that moves, or says why not. */
@Service
public class HoldSlot {

    private final Calendar calendar;
    private final Rejections rejections;
    private final Offerings offerings;
    private final Professionals professionals;
    private final Latecomers latecomers;
    private final Clock clock;

    HoldSlot(
            Calendar calendar,
            Rejections rejections,
            Offerings offerings,
            Professionals professionals,
            Latecomers latecomers,
            Clock clock) {
        this.latecomers = latecomers;
        this.calendar = calendar;
        this.rejections = rejections;
        this.offerings = offerings;
        this.professionals = professionals;
        this.clock = clock;
    }

    /**
     * @param askedAt when it was asked for, by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater while the professional or the offering may still be on its way here, or
     *     while the schedule is being changed
     */
    public void hold(SlotRequest request, Instant askedAt) {
        answer(request, askedAt, (day, rules) -> day.hold(request.wish(), rules, clock.instant()));
    }

    /**
     * Books at once, since nothing is owed. The slot that the booking has stays its own until booking-service says that
     * it has moved, unless both lie on one day: then one write swaps them.
     *
     * @param previous as which revision the booking has the slot that it would leave
     * @param askedAt  when it was asked for, by the clock of who says so
     * @throws io.holdfast.messaging.RetryLater as for {@link #hold}
     */
    public void reschedule(SlotRequest request, BookingRevision previous, Instant askedAt) {
        answer(request, askedAt, (day, rules) -> day.reschedule(request.wish(), previous, rules, clock.instant()));
    }

    private void answer(SlotRequest request, Instant askedAt, Question question) {
        Optional<Rejection> earlier = rejections.find(request.tenant(), request.wish().booking(), request.wish().attempt());
        if (earlier.isPresent()) {
            reject(request, earlier.get().reason(), earlier.get().conflicts());
            return;
        }
        Optional<Professional> professional =
                professionals.find(request.tenant(), request.professional()).filter(Professional::active);
        Optional<Offering> offering =
                offerings.find(request.tenant(), request.offering()).filter(o -> !o.retired());
        if (professional.isEmpty()) {
            Patience.orRetryLater("the professional " + request.professional().value(), askedAt, clock);
            reject(request, Refusal.PROFESSIONAL_UNKNOWN, List.of());
        } else if (offering.isEmpty()) {
            Patience.orRetryLater("the offering " + request.offering().value(), askedAt, clock);
            reject(request, Refusal.OFFERING_UNKNOWN, List.of());
        } else {
            ask(request, askedAt, professional.get(), offering.get(), question);
        }
    }

    private void ask(
            SlotRequest request, Instant askedAt, Professional professional, Offering offering, Question question) {
        Optional<Objection> unsold = unsold(request, professional, offering);
        if (unsold.isPresent()) {
            if (latecomers.standing(request.tenant(), request.wish().booking(), askedAt) != Latecomers.Standing.ENDED) {
                reject(request, unsold.get().reason(), List.of());
            }
            return;
        }
        Decision decision = calendar.change(
                request.tenant(),
                professional,
                request.wish().slot().start(),
                (now, day) -> decide(request, askedAt, day, () -> question.of(day, new SlotRules(now, offering))));
        decision.objection().ifPresent(objection -> reject(request, objection.reason(), visible(request, objection)));
    }

    /** Whoever asks for a date that is not sold leaves no day behind; unless they have something there already. */
    private Optional<Objection> unsold(SlotRequest request, Professional professional, Offering offering) {
        Wish wish = request.wish();
        Optional<Objection> objection =
                new SlotRules(professional, offering).window(wish.slot(), wish.manual(), clock.instant());
        return objection.isPresent() && calendar.has(request.tenant(), professional, wish.slot().start(), wish.booking())
                ? Optional.empty()
                : objection;
    }

    private Decision decide(SlotRequest request, Instant askedAt, CalendarDay day, Supplier<Decision> anew) {
        if (day.find(request.wish().booking()).isPresent()) {
            return anew.get();
        }
        return switch (latecomers.standing(request.tenant(), request.wish().booking(), askedAt)) {
            case NEW -> anew.get();
            case ENDED -> Decision.unchanged(day);
            case FORGOTTEN -> Decision.tooLate(day);
        };
    }

    /** Other people's bookings are an admin's business, not a client's. */
    private static List<Conflict> visible(SlotRequest request, Objection objection) {
        return request.wish().manual() ? objection.conflicts() : List.of();
    }

    private void reject(SlotRequest request, Refusal reason, List<Conflict> conflicts) {
        BookingRevision booking = request.wish().booking();
        int attempt = request.wish().attempt();
        rejections.answer(
                request.tenant(),
                new Rejection(booking, attempt, request.professional(), request.wish().slot(), reason, conflicts),
                new SlotEvent.Rejected(booking, attempt, reason, conflicts));
    }

    private interface Question {
        Decision of(CalendarDay day, SlotRules rules);
    }
}
