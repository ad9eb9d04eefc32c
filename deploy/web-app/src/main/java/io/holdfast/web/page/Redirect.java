package io.holdfast.web.page;

import java.util.Map;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.View;

/** Leads on after a form was taken: 303, so that going back or reloading sends nothing again. */
public final class Redirect implements View {

    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,1000}");

    private final String address;

    private Redirect(String address) {
        this.address = address;
    }

    /** @param address of ours, beginning with a slash; what is put into it is encoded */
    public static Redirect to(String address) {
        return new Redirect(address);
    }

    /** The same, and says there what was done. @param notice key of {@code notice.*} */
    public static Redirect to(String address, String notice) {
        int fragment = address.indexOf('#');
        String page = fragment < 0 ? address : address.substring(0, fragment);
        String rest = fragment < 0 ? "" : address.substring(fragment);
        return new Redirect(page + (page.contains("?") ? "&" : "?") + "notice=" + notice + rest);
    }

    /** @param asked where somebody wants to be led, from a form or a query; home unless it is one of our pages */
    public static String ours(@Nullable String asked) {
        // Not another site: neither //site nor /\site, nor what a header could not carry.
        return asked != null && OURS.matcher(asked).matches() ? asked : "/";
    }

    @Override
    public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, address);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
