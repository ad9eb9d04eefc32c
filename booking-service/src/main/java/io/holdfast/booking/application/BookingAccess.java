package io.holdfast.booking.application;

import io.holdfast.booking.domain.Booking;
import io.holdfast.booking.domain.BookingId;
import io.holdfast.booking.domain.Bookings;
import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.TriggeredBy;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may see and who may answer a booking. That somebody else's booking exists is nobody's business: 404. */
@Component
public class BookingAccess {

    private final Bookings bookings;
    private final ManageTokens tokens;

    BookingAccess(Bookings bookings, ManageTokens tokens) {
        this.bookings = bookings;
        this.tokens = tokens;
    }

    /**
     * The booking, for its client, its professional, an admin of its tenant or whoever has its manage token.
     *
     * @throws Refused 401 when neither token came, 404 when this caller has no such booking
     */
    public Booking open(Caller caller, BookingId id, @Nullable String manageToken) {
        if (caller.isAnonymous() && manageToken == null) {
            throw Refused.whoAsks("A bearer token or a Holdfast-Manage-Token is needed here.");
        }
        return bookings.find(new TenantId(caller.tenantId()), id)
                .filter(booking -> isOwner(caller, booking)
                        || mayAnswer(caller, booking)
                        || tokens.opens(booking, manageToken))
                .orElseThrow(Refused::noSuchBooking);
    }

    /**
     * In which role this caller answers for the professional.
     *
     * @throws Refused 404 when the booking is not theirs to see, 403 when it is theirs to see only
     */
    TriggeredBy answering(Caller caller, BookingId id) {
        Booking booking = open(caller, id, null);
        if (!mayAnswer(caller, booking)) {
            throw Refused.notAllowed("Only the booking's professional or an admin may do this.");
        }
        return isProfessional(caller, booking) ? TriggeredBy.PROFESSIONAL : TriggeredBy.ADMIN;
    }

    private static boolean isOwner(Caller caller, Booking booking) {
        return caller.isSubject(booking.terms().client().subject());
    }

    private static boolean mayAnswer(Caller caller, Booking booking) {
        return caller.is(Role.ADMIN) || isProfessional(caller, booking);
    }

    private static boolean isProfessional(Caller caller, Booking booking) {
        return caller.is(Role.PROFESSIONAL)
                && caller.isSubject(booking.state().slot().professional().id().value());
    }
}
