package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.holdfast.booking.domain.Confirmation;
import io.holdfast.booking.domain.ConfirmationPolicy;
import io.holdfast.booking.domain.Mode;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.OfferingRef;
import io.holdfast.booking.domain.Policies;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalRef;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingNumbers;
import io.holdfast.booking.domain.booking.BookingTerms;
import io.holdfast.booking.domain.booking.MatchCriteria;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.booking.WaitlistOffer;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.offering.Intake;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.Offerings;
import io.holdfast.booking.domain.payment.PriceDetails;
import io.holdfast.messaging.PoisonMessage;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be booked, and what is agreed then: the terms that are frozen on the booking. */
@Component
class BookingRules {

    private final Offerings offerings;
    private final Professionals professionals;
    private final Catalogue stored;
    private final BookingNumbers numbers;
    private final ManageTokens tokens;
    private final Admission admission;
    private final PriceRules prices;
    private final UseCoupon coupons;
    private final MatchRules matches;
    private final MeetingRooms rooms;
    private final BookingSettings settings;
    private final Clock clock;

    BookingRules(
            Offerings offerings,
            Professionals professionals,
            BookingNumbers numbers,
            ManageTokens tokens,
            Admission admission,
            PriceRules prices,
            UseCoupon coupons,
            MatchRules matches,
            MeetingRooms rooms,
            BookingSettings settings,
            Clock clock) {
        this.offerings = offerings;
        this.professionals = professionals;
        this.stored = Catalogue.of(offerings, professionals);
        this.numbers = numbers;
        this.tokens = tokens;
        this.admission = admission;
        this.prices = prices;
        this.coupons = coupons;
        this.matches = matches;
        this.rooms = rooms;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws Refused when a rule refuses the request, or somebody else has the time already */
    Decision<Booking, BookingEvent> request(BookingId id, BookingDraft request, SlotCheck slots) {
        Instant now = clock.instant();
        Agreement agreed = agree(id, request, stored, now);
        if (!request.manual()) {
            requireFree(request, agreed, slots);
            admission.require(id, request, agreed.chosen().map(ProfessionalRef::id).orElse(null), agreed.offering().capacity());
        }
        BookingTerms terms = terms(id, request, agreed, null, now);
        // Last of all: nothing refuses the request after it.
        coupons.use(agreed.discount());
        return Booking.request(terms, slot(request, agreed), request.actor());
    }

    /**
     * The same for what another system had booked: an admin's, by hand, under an id of its own.
     *
     * @param quiet whether nobody is told that it stands
     * @throws Refused when a rule refuses it
     */
    Decision<Booking, BookingEvent> takeOver(BookingId id, BookingDraft request, boolean quiet) {
        Instant now = clock.instant();
        Agreement agreed = agree(id, request, stored, now);
        BookingTerms terms = terms(id, request, agreed, null, now);
        return Booking.request(quiet ? terms.quietly() : terms, slot(request, agreed), request.actor());
    }

    /**
     * Whether a rule refuses a request, by what {@code catalogue} has to offer. Nothing is stored.
     *
     * @return how long it would last, in minutes
     * @throws Refused when one does
     */
    int check(BookingId id, BookingDraft request, Catalogue catalogue) {
        return agree(id, request, catalogue, clock.instant()).duration();
    }

    /**
     * The same for what a client was offered from a waitlist. How often they book, or what they hold, is not asked: the slot
     * has been held for them since they were asked, and they are as many as are asked. What another rule refuses becomes a
     * booking that is rejected, so that whoever looks for it learns why.
     *
     * @throws PoisonMessage when nobody ever published that offering
     */
    Decision<Booking, BookingEvent> accept(WaitlistOffer offer, BookingDraft request) {
        Instant now = clock.instant();
        try {
            Agreement agreed = agree(offer.id(), request, stored, now);
            return Booking.request(
                    terms(offer.id(), request, agreed, offer.entry(), now), slot(request, agreed), request.actor());
        } catch (Refused refused) {
            Agreement refusedOne = whateverIsKnown(request);
            return Booking.refuseOffer(
                    terms(offer.id(), request, refusedOne, offer.entry(), now),
                    slot(request, refusedOne),
                    request.actor(),
                    refused.inWords());
        }
    }

    /**
     * What a booking is about, and on which conditions.
     *
     * @param professional null while nobody is found
     * @param match        who is looked for, in mode MATCH
     */
    private record Agreement(
            Offering offering,
            @Nullable ProfessionalRef professional,
            ZoneId zone,
            int duration,
            Money price,
            UseCoupon.Discount discount,
            Policies policies,
            @Nullable MatchCriteria match) {

        Optional<ProfessionalRef> chosen() {
            return Optional.ofNullable(professional);
        }
    }

    private Agreement agree(BookingId id, BookingDraft request, Catalogue catalogue, Instant now) {
        if (!request.start().isAfter(now)) {
            throw Refused.invalid("start", "must be in the future");
        }
        Offering offering = catalogue
                .offering(request.tenant(), request.offering())
                .filter(Offering::active)
                .orElseThrow(() -> Refused.rule("offering-unknown", "There is no such offering."));
        requireMode(request, offering);
        ProfessionalSummary professional =
                request.mode() == Mode.DIRECT ? professional(request, offering, catalogue) : null;
        int duration = duration(request.duration(), offering);
        // What an admin books by hand needs nobody's consent, and whoever takes it in mode MATCH has given theirs.
        boolean asks = !request.manual() && request.mode() == Mode.DIRECT;
        Confirmation confirmation = asks ? offering.confirmation() : Confirmation.INSTANT;
        requireTimeToConfirm(confirmation, request.start(), now);
        requireAnswers(request, offering);
        matches.requireBookable(offering);
        Money price = offering.priceOf(duration, professional);
        prices.requirePayable(price, !request.manual());
        UseCoupon.Discount discount = coupons.find(id, request, offering, price, now);
        Policies policies = policies(offering, confirmation);
        Money owed = request.manual() ? Money.zero(price.currency()) : price.minus(discount.off());
        MatchCriteria match =
                request.mode() == Mode.MATCH ? matches.criteria(request, offering, owed, policies, now) : null;
        return new Agreement(
                offering, professional == null ? null : professional.ref(), zone(request, professional), duration, price,
                discount, policies, match);
    }

    /** Of what cannot be booked: nobody pays for it, and its price is of no account where the professional is gone. */
    private Agreement whateverIsKnown(BookingDraft request) {
        Offering offering = offerings
                .find(request.tenant(), request.offering())
                .orElseThrow(() -> new PoisonMessage("An offer is about an offering that does not exist.", null));
        ProfessionalId id = Objects.requireNonNull(request.professional(), "an offer is of somebody's time");
        Optional<ProfessionalSummary> professional = professionals.find(request.tenant(), id);
        int duration = Objects.requireNonNull(request.duration(), "an offer has an end");
        Money price = professional.isEmpty() && offering.pricedByProfessional()
                ? Money.of(0, settings.currencyOf(request.tenant().value()))
                : offering.priceOf(duration, professional.orElse(null));
        return new Agreement(
                offering,
                professional.map(ProfessionalSummary::ref).orElseGet(() -> new ProfessionalRef(id, id.value())),
                zone(request, professional.orElse(null)),
                duration,
                price,
                UseCoupon.Discount.none(price),
                policies(offering, offering.confirmation()),
                null);
    }

    private BookingTerms terms(
            BookingId id, BookingDraft request, Agreement agreed, @Nullable String waitlistEntry, Instant now) {
        Offering offering = agreed.offering();
        boolean video = offering.video() && request.address() == null;
        return new BookingTerms(
                id, request.tenant(), numbers.next(request.tenant(), now.atZone(ZoneOffset.UTC).getYear()),
                request.mode(), request.manual(), new OfferingRef(offering.id(), offering.name()), offering.rules(),
                offering.preparation(), agreed.policies(),
                PriceDetails.of(
                        agreed.price(), agreed.discount().off(), agreed.discount().code(), settings.companyFeePercent()),
                client(id, request), request.recipient(),
                request.address(), agreed.match(), request.intake(), request.language(), agreed.zone(),
                request.notes(),
                video, video ? rooms.ready(id).orElse(null) : null,
                request.idempotency() == null ? null : request.idempotency().requestHash(), waitlistEntry, now)
                .asking(offering.intake().stream()
                        .map(field -> new BookingTerms.IntakeQuestion(field.name(), field.label()))
                        .toList());
    }

    private static Slot slot(BookingDraft request, Agreement agreed) {
        return Slot.of(agreed.professional(), request.start(), agreed.duration());
    }

    private Policies policies(Offering offering, Confirmation confirmation) {
        return offering.policies().over(settings.policies().of(offering.tenant().value(), confirmation));
    }

    private static void requireFree(BookingDraft request, Agreement agreed, SlotCheck slots) {
        agreed.chosen()
                .flatMap(chosen -> slots.taken(
                        request.tenant(), chosen.id(), request.offering(), request.start(), agreed.duration()))
                .ifPresent(reason -> {
                    throw new Refused(new Refused.Reason.SlotTaken(reason));
                });
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

    private ZoneId zone(BookingDraft request, @Nullable ProfessionalSummary professional) {
        if (request.displayZone() != null) {
            return request.displayZone();
        }
        return professional == null
                ? settings.match().of(request.tenant().value()).zone()
                : ZoneId.of(professional.zone());
    }

    /** The one that was chosen; null where the client takes anyone, at a price that is the same whoever comes. */
    private static @Nullable ProfessionalSummary professional(
            BookingDraft request, Offering offering, Catalogue catalogue) {
        ProfessionalId id = request.professional();
        if (id != null) {
            return Providers.require(catalogue.professional(request.tenant(), id), offering.id());
        }
        if (offering.pricedByProfessional()) {
            throw Refused.rule(
                    "professional-decides-price", "What this costs depends on who provides it. Please choose a professional.");
        }
        return null;
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
                : Client.signedIn(request.subject(), request.contact()).vouchedFor(request.origin().vouched());
        String address = request.origin().address();
        return address == null ? client : client.from(Admission.originOf(address));
    }
}
