package io.holdfast.availability.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

import io.holdfast.availability.domain.KnownBooking;
import io.holdfast.availability.domain.KnownBookings;
import io.holdfast.availability.domain.ProfessionalId;
import io.holdfast.availability.domain.TenantId;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Problem;
import io.holdfast.messaging.AwaitProjection;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The booking for which somebody asks for times, as far as it is theirs to see: its client's, its professional's, an admin's or
 * whoever's has its manage token. To everybody else its time is as taken as any, since where it is would tell when somebody comes.
 */
@Component
class OwnBooking {

    private final KnownBookings bookings;

    OwnBooking(KnownBookings bookings) {
        this.bookings = bookings;
    }

    /** @throws Problem 401 when neither token came, 404 when this caller has no such booking, or it is not paid yet */
    KnownBooking require(String id, Caller caller, @Nullable String manageToken) {
        if (caller.isAnonymous() && manageToken == null) {
            throw Problem.unauthenticated("A bearer token or a Holdfast-Manage-Token is needed to ask for a booking of one's own.");
        }
        var tenant = new TenantId(caller.tenantId());
        // Whoever was just told that it is confirmed may ask before it is known here.
        return AwaitProjection.find(() -> bookings.find(tenant, id))
                .filter(booking -> isTheirs(booking, caller, manageToken))
                .orElseThrow(() -> Problem.notFound("booking"));
    }

    private static boolean isTheirs(KnownBooking booking, Caller caller, @Nullable String manageToken) {
        return caller.is(Role.ADMIN)
                || caller.isSubject(booking.clientId())
                || (caller.is(Role.PROFESSIONAL)
                        && Optional.ofNullable(booking.professional())
                                .map(ProfessionalId::value)
                                .filter(caller::isSubject)
                                .isPresent())
                || isToken(manageToken, booking.manageTokenHash());
    }

    /** Takes as long for any wrong one. */
    private static boolean isToken(@Nullable String token, @Nullable String hash) {
        return token != null
                && hash != null
                && MessageDigest.isEqual(
                        DigestUtils.sha256Hex(token).getBytes(StandardCharsets.US_ASCII),
                        hash.getBytes(StandardCharsets.US_ASCII));
    }
}
