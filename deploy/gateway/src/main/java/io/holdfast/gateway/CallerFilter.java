package io.holdfast.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.ProblemWriter;
import io.holdfast.gateway.CallerAddresses.Network;
import io.holdfast.gateway.RequestLimit.Standing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out from which address a request comes, for {@link Routes} to hand on, and lets none ask for more bookings than
 * people make. Whoever may book how much, and hold how many slots unpaid, the services decide.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class CallerFilter extends OncePerRequestFilter {

    /** How the gateway tells the services the caller's address. What a caller sends under this name never arrives. */
    static final String HEADER = "Holdfast-Client-Address";

    private static final String UNLIMITED = CallerFilter.class.getName() + ".unlimited";

    private static final Set<String> CREATE_HOLDS = Set.of("/api/v1/bookings", "/api/v1/waitlist");

    private final CallerAddresses addresses;
    private final List<Network> unlimited;
    private final RequestLimit bookings;
    private final ProblemWriter problems;

    CallerFilter(CallerSettings settings, RequestLimits limits, ProblemWriter problems) {
        this.addresses = new CallerAddresses(settings.trustedProxies());
        this.unlimited = Network.all(settings.unlimited());
        this.bookings = limits.of("bookings by address", settings.bookingsPerMinute());
        this.problems = problems;
    }

    /** Whether the limits are not for where this request comes from. */
    static boolean isUnlimited(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(UNLIMITED));
    }

    /** Where this request comes from, as addresses are counted. */
    static String addressOf(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(HEADER));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        InetAddress address = addresses.of(request);
        String counted = CallerAddresses.counted(address);
        boolean free = unlimited.stream().anyMatch(network -> network.contains(address));
        request.setAttribute(HEADER, counted);
        request.setAttribute(UNLIMITED, free);
        if (!free && request.getMethod().equals("POST") && CREATE_HOLDS.contains(request.getServletPath())) {
            Standing standing = bookings.take(counted);
            if (!standing.allowed()) {
                problems.write(
                        request,
                        response,
                        Problem.tooMany(
                                        "Too many bookings were asked for from this address. Please wait a little.",
                                        standing.reset())
                                .with("code", "too-many-from-address"));
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
