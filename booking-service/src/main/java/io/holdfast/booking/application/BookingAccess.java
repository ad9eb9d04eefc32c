package io.holdfast.booking.application;

import java.util.EnumSet;
import java.util.Set;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.booking.Actor;
import io.holdfast.booking.domain.booking.Booking;
import io.holdfast.booking.domain.booking.BookingId;
import io.holdfast.booking.domain.booking.Bookings;
import io.holdfast.booking.domain.booking.TriggeredBy;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may see a booking, and as what. That somebody else's booking exists is nobody's business: 404. */
@Component
public class BookingAccess {

    private final Bookings bookings;
    private final ManageTokens tokens;

    BookingAccess(Bookings bookings, ManageTokens tokens) {
        this.bookings = bookings;
        this.tokens = tokens;
    }

    /** Whoever comes with a token, or with a guest's token for one booking. */
    public record Visitor(Caller caller, @Nullable String manageToken) {

        TenantId tenant() {
            return new TenantId(caller.tenantId());
        }
    }

    /**
     * The booking, for its client, its professional, an admin of its tenant or whoever has its manage token.
     *
     * @throws Refused 401 when neither token came, 404 when this visitor has no such booking
     */
    public Booking open(Visitor visitor, BookingId id) {
        requireSomebody(visitor);
        return bookings.find(visitor.tenant(), id)
                .filter(booking -> !rolesOf(visitor, booking).isEmpty())
                .orElseThrow(Refused::noSuchBooking);
    }

    /** Whether the booking is still this visitor's to see. */
    public boolean sees(Visitor visitor, Booking booking) {
        return !rolesOf(visitor, booking).isEmpty();
    }

    /**
     * The booking for those who may have its papers: its client, by token or manage token, admins, and whoever has the
     * link to them that was mailed.
     *
     * @param papersToken the link's; it opens the papers of this one booking and nothing else of it
     * @throws Refused like {@link #open}, and 403 for its professional
     */
    public Booking openPapers(Visitor visitor, BookingId id, @Nullable String papersToken) {
        if (tokens.opensPapers(id, papersToken)) {
            // A link says nothing of the tenant, and the token is of this booking alone.
            return bookings.find(id).orElseThrow(Refused::noSuchBooking);
        }
        if (papersToken != null && visitor.caller().isAnonymous() && visitor.manageToken() == null) {
            throw Refused.noSuchBooking();
        }
        Booking booking = open(visitor, id);
        as(visitor, booking, EnumSet.of(TriggeredBy.CLIENT, TriggeredBy.ADMIN), "Only the client and admins may have this.");
        return booking;
    }

    /** In which role a visitor sees a booking that is theirs to see. */
    public TriggeredBy roleOf(Visitor visitor, Booking booking) {
        return rolesOf(visitor, booking).stream().findFirst().orElseThrow(Refused::noSuchBooking);
    }

    /**
     * In which of the {@code allowed} roles this visitor acts.
     *
     * @throws Refused 404 when the booking is not theirs to see, 403 with {@code denied} when it is theirs to see only
     */
    Actor as(Visitor visitor, Booking booking, Set<TriggeredBy> allowed, String denied) {
        Set<TriggeredBy> roles = rolesOf(visitor, booking);
        if (roles.isEmpty()) {
            throw Refused.noSuchBooking();
        }
        return roles.stream()
                .filter(allowed::contains)
                .findFirst()
                .map(role -> new Actor(role, visitor.caller().subject()))
                .orElseThrow(() -> new Refused(new Refused.Reason.Forbidden(denied)));
    }

    static void requireSomebody(Visitor visitor) {
        if (visitor.caller().isAnonymous() && visitor.manageToken() == null) {
            throw new Refused(
                    new Refused.Reason.Unauthenticated("A bearer token or a Holdfast-Manage-Token is needed here."));
        }
    }

    /** A client before a professional before an admin: who booked for themselves gets what clients get. */
    private Set<TriggeredBy> rolesOf(Visitor visitor, Booking booking) {
        Caller caller = visitor.caller();
        var roles = EnumSet.noneOf(TriggeredBy.class);
        if (caller.isSubject(booking.terms().client().subject()) || tokens.opens(booking, visitor.manageToken())) {
            roles.add(TriggeredBy.CLIENT);
        }
        if (caller.is(Role.PROFESSIONAL)
                && booking.state().slot().professionalId().filter(id -> caller.isSubject(id.value())).isPresent()) {
            roles.add(TriggeredBy.PROFESSIONAL);
        }
        if (caller.is(Role.ADMIN)) {
            roles.add(TriggeredBy.ADMIN);
        }
        return roles;
    }
}
