package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.BookingNumbers;
import io.holdfast.booking.domain.BookingTerms;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.Client;
import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.ConfirmationPolicy;
import io.holdfast.booking.domain.Intake;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.NewBooking;
import io.holdfast.booking.domain.Offering;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.Offerings;
import io.holdfast.booking.domain.PriceDetails;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.Slot;
import io.holdfast.defaults.IdempotencyKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** A client asks for a booking: what was agreed is frozen, availability is asked for the slot. */
@Component
public class RequestBooking {

    private final Bookings bookings;
    private final Offerings offerings;
    private final Professionals professionals;
    private final BookingNumbers numbers;
    private final ManageTokens tokens;
    private final BookingLimit limit;
    private final UnpaidHolds unpaid;
    private final ObjectProvider<BookingChallenge> challenges;
    private final PriceRules prices;
    private final MeetingRooms rooms;
    private final BookingSettings settings;
    private final Clock clock;

    RequestBooking(
            Bookings bookings,
            Offerings offerings,
            Professionals professionals,
            BookingNumbers numbers,
            ManageTokens tokens,
            BookingLimit limit,
            UnpaidHolds unpaid,
            ObjectProvider<BookingChallenge> challenges,
            PriceRules prices,
            MeetingRooms rooms,
            BookingSettings settings,
            Clock clock) {
        this.bookings = bookings;
        this.offerings = offerings;
        this.professionals = professionals;
        this.numbers = numbers;
        this.tokens = tokens;
        this.limit = limit;
        this.unpaid = unpaid;
        this.challenges = challenges;
        this.prices = prices;
        this.rooms = rooms;
        this.settings = settings;
        this.clock = clock;
    }

    /** The booking and, for a guest, the token that opens it. */
    public record Requested(Booking booking, Optional<String> manageToken) {}

    /**
     * Stores the booking, or finds the one that the same request made before.
     *
     * @throws Refused when a rule refuses the request
     */
    public Requested request(BookingRequest request) {
        Idempotency idempotency = request.idempotency();
        if (idempotency == null) {
            NewBooking requested = draft(new BookingId(UUID.randomUUID().toString()), request);
            if (!bookings.add(requested)) {
                throw new IllegalStateException("A random id is taken");
            }
            return answer(requested.booking());
        }
        IdempotencyKeys.Ids ids = IdempotencyKeys.ids(
                clock.instant(), idempotency.key(), request.tenant().value(), callerOf(request));
        return repeated(ids, request, idempotency).orElseGet(() -> {
            NewBooking requested = draft(new BookingId(ids.fresh()), request);
            if (!bookings.add(requested)) {
                // The same key came twice at the same moment, and the other was faster.
                return repeated(ids, request, idempotency)
                        .orElseThrow(() -> new IllegalStateException(ids.fresh() + " is taken by another tenant"));
            }
            return answer(requested.booking());
        });
    }

    private static String callerOf(BookingRequest request) {
        return request.manual() ? "admin:" + request.actor() : clientKey(request);
    }

    private static String clientKey(BookingRequest request) {
        return request.subject() == null ? Client.guestKey(request.contact()) : "client:" + request.subject();
    }

    private Optional<Requested> repeated(IdempotencyKeys.Ids ids, BookingRequest request, Idempotency idempotency) {
        Instant now = clock.instant();
        for (String id : ids.known()) {
            Optional<Booking> earlier = bookings.find(request.tenant(), new BookingId(id))
                    .filter(booking -> IdempotencyKeys.stillMeans(booking.terms().requestedAt(), now));
            if (earlier.isPresent()) {
                if (!Objects.equals(earlier.get().terms().requestHash(), idempotency.requestHash())) {
                    throw Refused.rule(IdempotencyKeys.REUSED, IdempotencyKeys.REUSED_DETAIL);
                }
                return earlier.map(this::answer);
            }
        }
        return Optional.empty();
    }

    private Requested answer(Booking booking) {
        return new Requested(booking, tokens.tokenOf(booking));
    }

    private NewBooking draft(BookingId id, BookingRequest request) {
        Instant now = clock.instant();
        if (!request.start().isAfter(now)) {
            throw Refused.invalid("start", "must be in the future");
        }
        Offering offering = offerings
                .find(request.tenant(), request.offering())
                .filter(Offering::active)
                .orElseThrow(() -> Refused.rule("offering-unknown", "There is no such offering."));
        requireDirect(request.mode(), offering);
        ProfessionalSummary professional = professional(request, offering);
        int duration = duration(request.duration(), offering);
        // What an admin books by hand needs nobody's consent.
        Confirmation confirmation = request.manual() ? Confirmation.INSTANT : offering.confirmation();
        requireTimeToConfirm(confirmation, request.start(), now);
        requireAnswers(request, offering);
        Money price = offering.priceOf(duration, professional);
        prices.requirePayable(price, !request.manual());
        requireNotTooOften(id, request, professional.ref().id(), offering.capacity());
        boolean video = offering.video() && request.address() == null;
        var terms = new BookingTerms(
                id,
                request.tenant(),
                numbers.next(request.tenant(), now.atZone(ZoneOffset.UTC).getYear()),
                request.mode(),
                request.manual(),
                new OfferingRef(offering.id(), offering.name()),
                offering.rules(),
                offering.policies().over(settings.policies().with(confirmation)),
                PriceDetails.of(price, settings.companyFeePercent()),
                client(id, request),
                request.recipient(),
                request.address(),
                request.intake(),
                request.language(),
                request.displayZone() == null ? ZoneId.of(professional.zone()) : request.displayZone(),
                request.notes(),
                video,
                video ? rooms.ready(id).orElse(null) : null,
                request.idempotency() == null ? null : request.idempotency().requestHash(),
                now);
        NewBooking requested = Booking.request(terms, Slot.of(professional.ref(), request.start(), duration));
        if (request.actor() != null) {
            requested.booking().signedBy(request.actor());
        }
        return requested;
    }

    private static void requireTimeToConfirm(Confirmation confirmation, Instant start, Instant now) {
        if (confirmation == Confirmation.MANUAL && start.isBefore(now.plus(ConfirmationPolicy.SHORTEST_LEAD))) {
            throw Refused.rule(
                    "too-soon-to-confirm",
                    "The professional has to accept this booking, so it must start at least 1 hour from now.");
        }
    }

    private static void requireAnswers(BookingRequest request, Offering offering) {
        Map<String, String> mistakes = Intake.mistakes(offering.intake(), request.intake());
        if (!mistakes.isEmpty()) {
            var byField = new LinkedHashMap<String, String>();
            mistakes.forEach((name, message) -> byField.put("intake." + name, message));
            throw Refused.invalid(byField);
        }
    }

    /** Last of all checks: what is refused for another reason does not count. */
    private void requireNotTooOften(BookingId id, BookingRequest request, ProfessionalId professional, int capacity) {
        if (request.manual()) {
            return;
        }
        challenges.orderedStream()
                .flatMap(challenge -> challenge.unmet(request).stream())
                .findFirst()
                .ifPresent(sentence -> {
                    throw Refused.rule("challenge-unmet", sentence);
                });
        unpaid.tooMany(request, clientKey(request), professional, capacity).ifPresent(wait -> {
            throw Refused.tooOften(
                    "Too much is held that nobody has paid for yet. Please pay for what you hold, or try again soon.", wait);
        });
        limit.admit(request.tenant(), clientKey(request), id)
                .or(() -> Optional.ofNullable(request.contact().phone())
                        .flatMap(phone -> limit.admitPhone(request.tenant(), phone, id)))
                .ifPresent(wait -> {
                    throw Refused.tooOften("Too many bookings in a short time. Please try again later.", wait);
                });
    }

    private static void requireDirect(Mode asked, Offering offering) {
        if (asked == Mode.MATCH || !offering.bookable()) {
            throw Refused.rule(
                    "mode-unavailable",
                    asked == offering.mode()
                            ? "The platform does not find professionals yet, so this cannot be booked."
                            : "This offering is booked in mode " + offering.mode() + ".");
        }
    }

    private ProfessionalSummary professional(BookingRequest request, Offering offering) {
        ProfessionalId id = request.professional();
        if (id == null) {
            throw Refused.invalid("professionalId", "is needed in mode DIRECT");
        }
        ProfessionalSummary professional = professionals
                .find(request.tenant(), id)
                .orElseThrow(() -> Refused.rule("professional-unknown", "There is no such professional."));
        if (!professional.offerings().contains(offering.id())) {
            throw Refused.rule("offering-not-provided", "This professional does not provide this offering.");
        }
        return professional;
    }

    private static int duration(@Nullable Integer asked, Offering offering) {
        if (asked == null) {
            return offering.usualDuration();
        }
        if (!offering.durations().contains(asked)) {
            throw Refused.rule(
                    "duration-not-offered", "This offering lasts " + offering.durations() + " minutes, not " + asked + ".");
        }
        return asked;
    }

    private Client client(BookingId id, BookingRequest request) {
        Client client = request.subject() == null
                ? Client.guest(ManageTokens.hashOf(tokens.tokenFor(id)), request.contact())
                : Client.signedIn(request.subject(), request.contact());
        String address = request.origin().address();
        return address == null ? client : client.from(UnpaidHolds.originOf(address));
    }
}
