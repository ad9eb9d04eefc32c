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

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.ConfirmationPolicy;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingNumbers;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.offering.Intake;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.Offerings;
import io.holdfast.booking.domain.payment.PriceDetails;
import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A client asks for a booking: what was agreed is frozen, availability is asked for the slot. */
@Component
public class RequestBooking {

    private final Bookings bookings;
    private final Offerings offerings;
    private final Providers providers;
    private final BookingNumbers numbers;
    private final ManageTokens tokens;
    private final Admission admission;
    private final PriceRules prices;
    private final MatchRules matches;
    private final MeetingRooms rooms;
    private final BookingSettings settings;
    private final Clock clock;

    RequestBooking(
            Bookings bookings,
            Offerings offerings,
            Providers providers,
            BookingNumbers numbers,
            ManageTokens tokens,
            Admission admission,
            PriceRules prices,
            MatchRules matches,
            MeetingRooms rooms,
            BookingSettings settings,
            Clock clock) {
        this.bookings = bookings;
        this.offerings = offerings;
        this.providers = providers;
        this.numbers = numbers;
        this.tokens = tokens;
        this.admission = admission;
        this.prices = prices;
        this.matches = matches;
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
    public Requested request(BookingDraft request) {
        Idempotency idempotency = request.idempotency();
        if (idempotency == null) {
            var requested = decide(new BookingId(UUID.randomUUID().toString()), request);
            if (!bookings.add(requested)) {
                throw new IllegalStateException("A random id is taken");
            }
            return answer(requested.aggregate());
        }
        IdempotencyKeys.Ids ids = IdempotencyKeys.ids(
                clock.instant(), idempotency.key(), request.tenant().value(), callerOf(request));
        return repeated(ids, request, idempotency).orElseGet(() -> {
            var requested = decide(new BookingId(ids.fresh()), request);
            if (!bookings.add(requested)) {
                // The same key came twice at the same moment, and the other was faster.
                return repeated(ids, request, idempotency)
                        .orElseThrow(() -> new IllegalStateException(ids.fresh() + " is taken by another tenant"));
            }
            return answer(requested.aggregate());
        });
    }

    private static String callerOf(BookingDraft request) {
        return request.manual() ? "admin:" + request.actor() : request.clientKey();
    }

    private Optional<Requested> repeated(IdempotencyKeys.Ids ids, BookingDraft request, Idempotency idempotency) {
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

    private Decision<Booking, BookingEvent> decide(BookingId id, BookingDraft request) {
        Instant now = clock.instant();
        if (!request.start().isAfter(now)) {
            throw Refused.invalid("start", "must be in the future");
        }
        Offering offering = offerings
                .find(request.tenant(), request.offering())
                .filter(Offering::active)
                .orElseThrow(() -> Refused.rule("offering-unknown", "There is no such offering."));
        requireMode(request, offering);
        ProfessionalSummary professional = request.mode() == Mode.DIRECT ? professional(request, offering) : null;
        int duration = duration(request.duration(), offering);
        // What an admin books by hand needs nobody's consent, and whoever takes it in mode MATCH has given theirs.
        boolean asks = !request.manual() && request.mode() == Mode.DIRECT;
        Confirmation confirmation = asks ? offering.confirmation() : Confirmation.INSTANT;
        requireTimeToConfirm(confirmation, request.start(), now);
        requireAnswers(request, offering);
        matches.requireBookable(offering);
        Money price = offering.priceOf(duration, professional);
        prices.requirePayable(price, !request.manual());
        Policies policies =
                offering.policies().over(settings.policies().of(request.tenant().value(), confirmation));
        MatchCriteria match = request.mode() == Mode.MATCH
                ? matches.criteria(request, offering, request.manual() ? Money.zero(price.currency()) : price, policies, now)
                : null;
        if (!request.manual()) {
            admission.require(id, request, professional == null ? null : professional.ref().id(), offering.capacity());
        }
        boolean video = offering.video() && request.address() == null;
        var terms = new BookingTerms(
                id, request.tenant(), numbers.next(request.tenant(), now.atZone(ZoneOffset.UTC).getYear()),
                request.mode(), request.manual(), new OfferingRef(offering.id(), offering.name()), offering.rules(),
                offering.preparation(), policies,
                PriceDetails.of(price, settings.companyFeePercent()), client(id, request), request.recipient(),
                request.address(), match, request.intake(), request.language(), displayZone(request, professional),
                request.notes(),
                video, video ? rooms.ready(id).orElse(null) : null,
                request.idempotency() == null ? null : request.idempotency().requestHash(), now);
        ProfessionalRef chosen = professional == null ? null : professional.ref();
        return Booking.request(terms, Slot.of(chosen, request.start(), duration), request.actor());
    }

    private static void requireTimeToConfirm(Confirmation confirmation, Instant start, Instant now) {
        if (confirmation == Confirmation.MANUAL && start.isBefore(now.plus(ConfirmationPolicy.SHORTEST_LEAD))) {
            throw Refused.rule(
                    "too-soon-to-confirm",
                    "The professional has to accept this booking, so it must start at least 1 hour from now.");
        }
    }

    private static void requireAnswers(BookingDraft request, Offering offering) {
        Map<String, String> violations = Intake.violations(offering.intake(), request.intake());
        if (!violations.isEmpty()) {
            var byField = new LinkedHashMap<String, String>();
            violations.forEach((name, message) -> byField.put("intake." + name, message));
            throw new Refused(new Refused.Reason.Invalid(byField));
        }
    }

    private static void requireMode(BookingDraft request, Offering offering) {
        if (request.mode() != offering.mode()) {
            throw Refused.rule("mode-unavailable", "This offering is booked in mode " + offering.mode() + ".");
        }
        if (request.mode() == Mode.DIRECT && request.match() != null) {
            throw Refused.invalid("match", "must be left out in mode DIRECT");
        }
        if (request.mode() == Mode.MATCH && request.professional() != null) {
            throw Refused.invalid("professionalId", "must be left out in mode MATCH; match.professionalId says whom you want");
        }
    }

    private ZoneId displayZone(BookingDraft request, @Nullable ProfessionalSummary professional) {
        if (request.displayZone() != null) {
            return request.displayZone();
        }
        return professional == null
                ? settings.match().of(request.tenant().value()).zone()
                : ZoneId.of(professional.zone());
    }

    private ProfessionalSummary professional(BookingDraft request, Offering offering) {
        ProfessionalId id = request.professional();
        if (id == null) {
            throw Refused.invalid("professionalId", "is needed in mode DIRECT");
        }
        return providers.find(request.tenant(), id, offering.id());
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

    private Client client(BookingId id, BookingDraft request) {
        Client client = request.subject() == null
                ? Client.guest(ManageTokens.hashOf(tokens.tokenFor(id)), request.contact())
                : Client.signedIn(request.subject(), request.contact());
        String address = request.origin().address();
        return address == null ? client : client.from(Admission.originOf(address));
    }
}
