package io.holdfast.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.ProblemWriter;
import io.holdfast.gateway.CallerAddresses.Network;
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

    private static final Set<String> CREATE_HOLDS = Set.of("/api/v1/bookings", "/api/v1/waitlist");

    private final CallerAddresses addresses;
    private final List<Network> unlimited;
    private final BookingRate rate;
    private final ProblemWriter problems;

    CallerFilter(CallerSettings settings, ProblemWriter problems) {
        this.addresses = new CallerAddresses(settings.trustedProxies());
        this.unlimited = Network.all(settings.unlimited());
        this.rate = new BookingRate(settings.bookingsPerMinute(), System::nanoTime);
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        InetAddress address = addresses.of(request);
        String counted = CallerAddresses.counted(address);
        request.setAttribute(HEADER, counted);
        if (request.getMethod().equals("POST")
                && CREATE_HOLDS.contains(request.getServletPath())
                && unlimited.stream().noneMatch(network -> network.contains(address))) {
            Duration wait = rate.waitOf(counted);
            if (wait.isPositive()) {
                problems.write(
                        request,
                        response,
                        Problem.tooMany("Too many bookings were asked for from this address. Please wait a little.", wait)
                                .with("code", "too-many-from-address"));
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
