package io.holdfast.booking.application;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.holdfast.booking.application.BookingAccess.Visitor;
import io.holdfast.booking.domain.Money;
import io.holdfast.booking.domain.ProfessionalId;
import io.holdfast.booking.domain.ProfessionalSummary;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Actor;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingDetails;
import io.holdfast.booking.domain.booking.BookingEvent;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.BookingStatus;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.booking.CommandLog;
import io.holdfast.booking.domain.booking.CommandRefusal;
import io.holdfast.booking.domain.booking.Reschedule;
import io.holdfast.booking.domain.booking.Slot;
import io.holdfast.booking.domain.booking.TriggeredBy;
import io.holdfast.booking.domain.offering.Offering;
import io.holdfast.booking.domain.offering.Offerings;
import io.holdfast.booking.domain.payment.RefundChoice;
import io.holdfast.defaults.DerivedId;
import io.holdfast.defaults.IdempotencyKeys;
import io.holdfast.messaging.aggregates.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people do with a booking once it is there. All of it is decided by {@link Booking}; here is who may ask. */
@Component
public class BookingCommands {

    /** Who may do something, and what the others are told. */
    private record Allowed(Set<TriggeredBy> roles, String denied) {

        static final Allowed EVERYBODY =
                new Allowed(EnumSet.of(TriggeredBy.CLIENT, TriggeredBy.PROFESSIONAL, TriggeredBy.ADMIN), "");
        static final Allowed PROVIDER = new Allowed(
                EnumSet.of(TriggeredBy.PROFESSIONAL, TriggeredBy.ADMIN),
                "Only the booking's professional or an admin may do this.");
        static final Allowed CLIENT =
                new Allowed(EnumSet.of(TriggeredBy.CLIENT), "Only the booking's client may do this.");
        static final Allowed BOOKER = new Allowed(
                EnumSet.of(TriggeredBy.CLIENT, TriggeredBy.ADMIN), "Only the booking's client or an admin may do this.");
        static final Allowed ADMIN = new Allowed(EnumSet.of(TriggeredBy.ADMIN), "Only admins may do this.");
        static final Allowed CHOOSER = new Allowed(
                EnumSet.of(TriggeredBy.ADMIN), "Only admins choose what is given back, or for whom they cancel.");
    }

    /** What is asked of a booking. */
    @FunctionalInterface
    private interface Verb {

        Decision<Booking, BookingEvent> decide(Booking booking, Actor by, Instant now);
    }

    private final Bookings bookings;
    private final BookingAccess access;
    private final Offerings offerings;
    private final Providers providers;
    private final Clock clock;

    BookingCommands(
            Bookings bookings, BookingAccess access, Offerings offerings, Providers providers, Clock clock) {
        this.bookings = bookings;
        this.access = access;
        this.offerings = offerings;
        this.providers = providers;
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
        return done(command, Allowed.PROVIDER, Booking::confirm);
    }

    /** @throws Refused 409 when the booking does not wait for an answer */
    public Booking decline(Command command, String reason) {
        return done(command, Allowed.PROVIDER, (booking, by, now) -> booking.decline(reason, by, now));
    }

    /**
     * @param choice what an admin says about the refund
     * @throws Refused 409 when the booking has begun or ended, 403 when somebody else chooses about the refund
     */
    public Booking cancel(Command command, String reason, RefundChoice choice) {
        Allowed allowed = choice.equals(RefundChoice.POLICY) ? Allowed.EVERYBODY : Allowed.CHOOSER;
        return done(command, allowed, (booking, by, now) -> booking.cancel(by, reason, choice, now));
    }

    /** @throws Refused 409 when nothing is held for it unpaid */
    public Booking release(Command command) {
        return done(command, Allowed.BOOKER, Booking::release);
    }

    /**
     * @param correction what becomes of the details as they are when it is decided; it may throw what is wrong with them
     * @throws Refused 409 when the booking has begun or ended, 422 when it does not take place where that says
     */
    public Booking correct(Command command, UnaryOperator<BookingDetails> correction) {
        return done(command, Allowed.BOOKER, (booking, by, now) ->
                booking.correct(by, correction.apply(booking.terms().details()), now));
    }

    /** @throws Refused 409 or 422 when attendance cannot be recorded now */
    public Booking noShow(Command command, @Nullable String reason) {
        return done(command, Allowed.PROVIDER, (booking, by, now) -> booking.noShow(by, reason, now));
    }

    /** @throws Refused 409 or 422 when attendance cannot be recorded now */
    public Booking complete(Command command, @Nullable String reason) {
        return done(command, Allowed.PROVIDER, (booking, by, now) -> booking.complete(by, reason, now));
    }

    /** @throws Refused 409 when the booking is not completed, or was reviewed */
    public Booking review(Command command, int rating, @Nullable String text) {
        return done(command, Allowed.CLIENT, (booking, by, now) -> booking.review(rating, text, now));
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
        Booking booking = done(command, Allowed.EVERYBODY, now, (found, by, at) -> {
            Slot slot = found.state().slot();
            if (professional == null || slot.professionalId().isEmpty() || professional.equals(slot.provider().id())) {
                return found.reschedule(by, slot.at(start), null, note, now);
            }
            ProfessionalSummary other = providers.find(command.tenant(), professional, found.terms().offering().id());
            return found.reschedule(
                    by, Slot.of(other.ref(), start, slot.minutes()), listPrice(found, other), note, now);
        });
        Instant askedAt = handled(booking, command, now).map(CommandLog.Handled::at).orElse(now);
        Reschedule move = booking.state().rescheduling().attempts().stream()
                .filter(attempt -> attempt.at().equals(askedAt))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return new Moving(booking, move);
    }

    /**
     * An admin says where the booking is to go.
     *
     * @param reason null where none was given
     * @throws Refused 409 with the statuses that are legal, when that one is not
     */
    public Booking changeStatus(Command command, BookingStatus target, @Nullable String reason) {
        return done(command, Allowed.ADMIN, (booking, by, now) -> {
            var decision = changeStatus(booking, target, reason, by, now);
            if (decision instanceof Decision.Changed) {
                return decision;
            }
            List<BookingStatus> allowed = Arrays.stream(BookingStatus.values())
                    .filter(other -> changeStatus(booking, other, reason, by, now) instanceof Decision.Changed)
                    .toList();
            throw new Refused(new Refused.Reason.IllegalTransition(
                    "A booking that is " + booking.status() + " cannot become " + target + " now; "
                            + (allowed.isEmpty() ? "there is nothing that it can become." : "it can become " + allowed + "."),
                    allowed));
        });
    }

    private static Decision<Booking, BookingEvent> changeStatus(
            Booking booking, BookingStatus target, @Nullable String reason, Actor by, Instant now) {
        String why = reason == null ? "By an admin" : reason;
        return switch (target) {
            case CONFIRMED -> booking.confirm(by, now);
            case DECLINED -> booking.decline(why, by, now);
            case CANCELLED -> booking.cancel(by, why, RefundChoice.POLICY, now);
            case NO_SHOW -> booking.noShow(by, reason, now);
            case COMPLETED -> booking.complete(by, reason, now);
            case REQUESTED, PENDING_PAYMENT, CONFIRMING, PENDING_CONFIRMATION, PENDING_MATCH, IN_PROGRESS, REJECTED, EXPIRED ->
                Decision.unchanged(booking, "only others' messages lead there");
        };
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

    private Booking done(Command command, Allowed allowed, Verb verb) {
        return done(command, allowed, clock.instant(), verb);
    }

    private Booking done(Command command, Allowed allowed, Instant now, Verb verb) {
        BookingAccess.requireSomebody(command.visitor());
        var decided = bookings.decide(command.tenant(), command.booking(), booking -> {
                    Actor by = access.as(command.visitor(), booking, allowed.roles(), allowed.denied());
                    return handled(booking, command, now).isPresent()
                            ? Decision.unchanged(booking, "it was done before under the same key")
                            : remembered(verb.decide(booking, by, now), command, now);
                })
                .orElseThrow(Refused::noSuchBooking);
        if (decided.decision() instanceof Decision.Refused<Booking, BookingEvent> refused
                && refused.why() instanceof CommandRefusal why) {
            throw Refused.of(why);
        }
        return decided.after();
    }

    private static Decision<Booking, BookingEvent> remembered(
            Decision<Booking, BookingEvent> decision, Command command, Instant now) {
        Idempotency idempotency = command.idempotency();
        return idempotency != null && decision instanceof Decision.Changed
                ? decision.then(done -> Decision.changed(done.remembering(
                        new CommandLog.Handled(keyHash(command, idempotency), idempotency.requestHash(), now))))
                : decision;
    }

    /** The same command, done before. */
    private static Optional<CommandLog.Handled> handled(Booking booking, Command command, Instant now) {
        Idempotency idempotency = command.idempotency();
        if (idempotency == null) {
            return Optional.empty();
        }
        var before = booking.state().commands().find(keyHash(command, idempotency), now);
        if (before.isPresent() && !before.get().requestHash().equals(idempotency.requestHash())) {
            throw Refused.rule(IdempotencyKeys.REUSED, IdempotencyKeys.REUSED_DETAIL);
        }
        return before;
    }

    private static String keyHash(Command command, Idempotency idempotency) {
        String subject = command.visitor().caller().subject();
        return DerivedId.of(subject == null ? "guest" : "user:" + subject, idempotency.key()).toString();
    }
}
