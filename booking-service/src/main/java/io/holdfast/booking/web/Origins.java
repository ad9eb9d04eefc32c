package io.holdfast.booking.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

import io.holdfast.booking.application.BookingDraft.Origin;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.TokenPerson;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from. The gateway says whose address it saw, and lets no caller say it; that is believed of whoever
 * is within our own network, where the gateway is. Everybody else is who they are.
 */
final class Origins {

    private static final String ADDRESS = "Holdfast-Client-Address";
    private static final String PROOF = "Holdfast-Challenge";
    private static final int LONGEST_PROOF = 4_096;
    private static final int LONGEST_ADDRESS = 45;
    private static final int IPV4 = 4;
    private static final int IPV6_NETWORK = 8;
    // Literals only: anything else would be looked up as a name.
    private static final Pattern LITERAL = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    private Origins() {}

    static Origin of(HttpServletRequest request, Caller caller) {
        String proof = request.getHeader(PROOF);
        InetAddress nearest = parse(request.getRemoteAddr());
        InetAddress told = parse(request.getHeader(ADDRESS));
        InetAddress address = told != null && nearest != null && isOurNetwork(nearest) ? told : nearest;
        return new Origin(
                address == null || address.isLoopbackAddress() ? null : counted(address),
                proof == null || proof.length() > LONGEST_PROOF ? null : proof,
                TokenPerson.vouchedAddress(caller));
    }

    /** An IPv6 address counts as its network of 64 bits, all of which one subscriber has to choose from. */
    private static String counted(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(bytes, 0, bytes.length == IPV4 ? IPV4 : IPV6_NETWORK);
    }

    private static boolean isOurNetwork(InetAddress address) {
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
    }

    private static @Nullable InetAddress parse(@Nullable String literal) {
        if (literal == null || literal.length() > LONGEST_ADDRESS || !LITERAL.matcher(literal).matches()
                || !(literal.contains(":") || literal.chars().filter(c -> c == '.').count() == 3)) {
            return null;
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
