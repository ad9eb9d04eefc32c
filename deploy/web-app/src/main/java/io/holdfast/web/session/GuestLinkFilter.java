package io.holdfast.web.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A guest's link, {@code /b/{id}?t=…} as mails have it: the token becomes a cookie for that booking's pages, and the address
 * loses it, so that it is in no history, no {@code Referer} and no log of what is read from then on.
 */
@Component
final class GuestLinkFilter extends OncePerRequestFilter {

    private static final String TOKEN = "t=";
    /** A booking's pages, and those of a place in a waitlist. */
    private static final Pattern PAGES = Pattern.compile("(/[bw]/[A-Za-z0-9_-]{1,64})(/[a-z]{1,20})?");
    private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._~-]{1,500}");

    private final Cookies cookies;

    GuestLinkFilter(Cookies cookies) {
        this.cookies = cookies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        Matcher page = PAGES.matcher(request.getRequestURI());
        if (query == null || !page.matches() || !(request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))) {
            chain.doFilter(request, response);
            return;
        }
        List<String> others = new ArrayList<>(List.of(query.split("&")));
        String token = others.stream().filter(part -> part.startsWith(TOKEN)).findFirst().orElse(null);
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        others.removeIf(part -> part.startsWith(TOKEN));
        String value = token.substring(TOKEN.length());
        if (GOOD.matcher(value).matches()) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookies.guest(page.group(1), value).toString());
        }
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, page.group() + (others.isEmpty() ? "" : "?" + String.join("&", others)));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}
