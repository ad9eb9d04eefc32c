package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.BookingStatus;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.HandledCommand;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.Offering;
import io.holdfast.booking.domain.OfferingId;
import io.holdfast.booking.domain.Offerings;
import io.holdfast.booking.domain.Outcome;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.Professionals;
import io.holdfast.booking.domain.RefundChoice;
import io.holdfast.booking.domain.Reschedule;
import io.holdfast.booking.domain.Slot;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.TriggeredBy;
import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.defaults.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people do with a booking once it is there. All of it is decided by {@link Booking}; here is who may ask. */
@Component
public class BookingCommands {

    private static final Set<TriggeredBy> EVERYBODY =
            EnumSet.of(TriggeredBy.CLIENT, TriggeredBy.PROFESSIONAL, TriggeredBy.ADMIN);
    private static final Set<TriggeredBy> PROVIDER = EnumSet.of(TriggeredBy.PROFESSIONAL, TriggeredBy.ADMIN);
    private static final String PROVIDER_ONLY = "Only the booking's professional or an admin may do this.";
    private static final String CLIENT_ONLY = "Only the booking's client may do this.";

    private final Bookings bookings;
    private final BookingAccess access;
    private final Offerings offerings;
    private final Professionals professionals;
    private final Clock clock;

    BookingCommands(
            Bookings bookings, BookingAccess access, Offerings offerings, Professionals professionals, Clock clock) {
        this.bookings = bookings;
        this.access = access;
        this.offerings = offerings;
        this.professionals = professionals;
        this.clock = clock;
    }

    /**
     * A command for one booking.
     *
     * @param idempotency null when it came without a key
     */
    public record Command(Visitor visitor, BookingId booking, @Nullable Idempotency idempotency) {

        TenantId tenant() {
            return visitor.tenant();
        }
    }

    /**
     * A booking that is to be moved.
     *
     * @param move as it stands: pending, unless this is a repeated request
     */
    public record Moving(Booking booking, Reschedule move) {}

    /** @throws Refused 409 when the booking does not wait for an answer */
    public Booking confirm(Command command) {
        Instant now = clock.instant();
        return done(command, PROVIDER, PROVIDER_ONLY, now, (booking, by) -> booking.confirm(by, now));
    }

    /** @throws Refused 409 when the booking does not wait for an answer */
    public Booking decline(Command command, String reason) {
        Instant now = clock.instant();
        return done(command, PROVIDER, PROVIDER_ONLY, now, (booking, by) -> booking.decline(reason, by, now));
    }

    /**
     * @param choice what an admin says about the refund
     * @throws Refused 409 when the booking has begun or ended, 403 when somebody else chooses about the refund
     */
    public Booking cancel(Command command, String reason, RefundChoice choice) {
        Set<TriggeredBy> allowed = choice.equals(RefundChoice.POLICY) ? EVERYBODY : EnumSet.of(TriggeredBy.ADMIN);
        Instant now = clock.instant();
        return done(command, allowed, "Only admins choose what is given back, or for whom they cancel.", now,
                (booking, by) -> booking.cancel(by, reason, choice, now));
    }

    /** @throws Refused 409 or 422 when attendance cannot be recorded now */
    public Booking noShow(Command command, @Nullable String reason) {
        Instant now = clock.instant();
        return done(command, PROVIDER, PROVIDER_ONLY, now, (booking, by) -> booking.noShow(by, reason, now));
    }

    /** @throws Refused 409 or 422 when attendance cannot be recorded now */
    public Booking complete(Command command, @Nullable String reason) {
        Instant now = clock.instant();
        return done(command, PROVIDER, PROVIDER_ONLY, now, (booking, by) -> booking.complete(by, reason, now));
    }

    /** @throws Refused 409 when the booking is not completed, or was reviewed */
    public Booking review(Command command, int rating, @Nullable String text) {
        Instant now = clock.instant();
        return done(command, EnumSet.of(TriggeredBy.CLIENT), CLIENT_ONLY, now,
                (booking, by) -> booking.review(rating, text, now));
    }

    /**
     * Asks for another time; what comes of it shows in the booking.
     *
     * @param professional null for the same
     * @throws Refused 409 or 422 when the booking cannot be moved, or not there
     */
    public Moving reschedule(
            Command command, Instant start, @Nullable ProfessionalId professional, @Nullable String note) {
        Instant now = clock.instant();
        if (!start.equals(start.truncatedTo(ChronoUnit.MINUTES))) {
            throw Refused.invalid("start", "must be a whole minute");
        }
        if (!start.isAfter(now)) {
            throw Refused.invalid("start", "must be in the future");
        }
        Booking booking = done(command, EVERYBODY, "", now, (found, by) -> {
            Slot slot = found.state().slot();
            if (professional == null || professional.equals(slot.professional().id())) {
                return found.reschedule(by, Slot.of(slot.professional(), start, slot.minutes()), null, note, now);
            }
            ProfessionalSummary other = provider(command.tenant(), professional, found.terms().offering().id());
            return found.reschedule(
                    by, Slot.of(other.ref(), start, slot.minutes()), listPrice(found, other), note, now);
        });
        Instant askedAt = handled(booking, command, now).map(HandledCommand::at).orElse(now);
        Reschedule move = movesAskedAt(booking, askedAt).getLast();
        return new Moving(booking, move);
    }

    /**
     * An admin says where the booking is to go.
     *
     * @param reason null where none was given
     * @throws Refused 409 with the statuses that are legal, when that one is not
     */
    public Booking changeStatus(Command command, BookingStatus target, @Nullable String reason) {
        Instant now = clock.instant();
        return done(command, EnumSet.of(TriggeredBy.ADMIN), "Only admins may do this.", now, (booking, by) -> {
            if (move(copyOf(booking), target, reason, by, now) instanceof Outcome.Changed) {
                return move(booking, target, reason, by, now);
            }
            List<BookingStatus> legal = List.of(BookingStatus.values()).stream()
                    .filter(other -> move(copyOf(booking), other, reason, by, now) instanceof Outcome.Changed)
                    .toList();
            throw Refused.illegalMove(
                    "A booking that is " + booking.status() + " cannot become " + target + " now; "
                            + (legal.isEmpty() ? "there is nothing that it can become." : "it can become " + legal + "."),
                    legal);
        });
    }

    private static Outcome move(
            Booking booking, BookingStatus target, @Nullable String reason, TriggeredBy by, Instant now) {
        String why = reason == null ? "By an admin" : reason;
        return switch (target) {
            case CONFIRMED -> booking.confirm(by, now);
            case DECLINED -> booking.decline(why, by, now);
            case CANCELLED -> booking.cancel(by, why, RefundChoice.POLICY, now);
            case NO_SHOW -> booking.noShow(by, reason, now);
            case COMPLETED -> booking.complete(by, reason, now);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, IN_PROGRESS, REJECTED, EXPIRED ->
                new Outcome.Unchanged("only others' messages lead there");
        };
    }

    /** To try what would happen. */
    private static Booking copyOf(Booking booking) {
        return new Booking(booking.terms(), booking.state());
    }

    /** What the booking's time costs with somebody else, where the professional's own rate sets the price. */
    private @Nullable Money listPrice(Booking booking, ProfessionalSummary other) {
        Offering offering = offerings
                .find(booking.terms().tenant(), booking.terms().offering().id())
                .orElseThrow(() -> Refused.rule("offering-unknown", "There is no such offering any more."));
        return offering.pricedByProfessional()
                ? offering.priceOf(booking.state().slot().minutes(), other)
                : null;
    }

    private ProfessionalSummary provider(TenantId tenant, ProfessionalId id, OfferingId offering) {
        ProfessionalSummary found = professionals
                .find(tenant, id)
                .orElseThrow(() -> Refused.rule("professional-unknown", "There is no such professional."));
        if (!found.offerings().contains(offering)) {
            throw Refused.rule("offering-not-provided", "This professional does not provide this offering.");
        }
        return found;
    }

    private Booking done(
            Command command,
            Set<TriggeredBy> allowed,
            String denied,
            Instant now,
            BiFunction<Booking, TriggeredBy, Outcome> decision) {
        BookingAccess.requireSomebody(command.visitor());
        Bookings.Decided decided = bookings.decide(command.tenant(), command.booking(), booking -> {
                    TriggeredBy by = access.as(command.visitor(), booking, allowed, denied);
                    if (handled(booking, command, now).isPresent()) {
                        return new Outcome.Unchanged("it was done before under the same key");
                    }
                    Outcome outcome = decision.apply(booking, by);
                    Idempotency idempotency = command.idempotency();
                    String subject = command.visitor().caller().subject();
                    if (outcome instanceof Outcome.Changed && subject != null) {
                        booking.signedBy(subject);
                    }
                    if (outcome instanceof Outcome.Changed && idempotency != null) {
                        booking.remember(new HandledCommand(keyHash(command, idempotency), idempotency.requestHash(), now));
                    }
                    return outcome;
                })
                .orElseThrow(Refused::noSuchBooking);
        return switch (decided.outcome()) {
            case Outcome.Changed changed -> decided.booking();
            case Outcome.Unchanged unchanged -> decided.booking();
            case Outcome.Refused refused -> throw switch (refused.because()) {
                case STATE -> Refused.conflict(refused.code(), refused.why());
                case RULE -> Refused.rule(refused.code(), refused.why());
            };
        };
    }

    /** The same command, done before. */
    private static Optional<HandledCommand> handled(Booking booking, Command command, Instant now) {
        Idempotency idempotency = command.idempotency();
        if (idempotency == null) {
            return Optional.empty();
        }
        Optional<HandledCommand> before = booking.handled(keyHash(command, idempotency), now);
        if (before.isPresent() && !before.get().requestHash().equals(idempotency.requestHash())) {
            throw Refused.rule(IdempotencyKeys.REUSED, IdempotencyKeys.REUSED_DETAIL);
        }
        return before;
    }

    private static String keyHash(Command command, Idempotency idempotency) {
        String subject = command.visitor().caller().subject();
        return Sha256.id(subject == null ? "guest" : "user:" + subject, idempotency.key()).toString();
    }

    private static List<Reschedule> movesAskedAt(Booking booking, Instant at) {
        return booking.state().reschedules().stream().filter(move -> move.at().equals(at)).toList();
    }
}
