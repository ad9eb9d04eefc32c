package io.holdfast.web.session;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The token that each form carries (double submit): a secret in a cookie that no other site can read or, over https, set,
 * and the same in the form. There it is masked anew each time, so that a compressed page does not betray it.
 */
@Component
public final class Csrf {

    public static final String FIELD = "form-token";

    private static final int LENGTH = 16;
    private static final String KNOWN = Csrf.class.getName();

    private final Cookies cookies;
    private final SecureRandom random = new SecureRandom();

    Csrf(Cookies cookies) {
        this.cookies = cookies;
    }

    /** For a form on the page; makes the cookie, where there is none yet. */
    public String tokenFor(HttpServletRequest request, HttpServletResponse response) {
        byte[] secret = secretOf(request);
        if (secret == null) {
            secret = new byte[LENGTH];
            random.nextBytes(secret);
            request.setAttribute(KNOWN, secret);
            response.addHeader(HttpHeaders.SET_COOKIE, cookies.csrf(encoded(secret)).toString());
        }
        byte[] pad = new byte[LENGTH];
        random.nextBytes(pad);
        byte[] masked = Arrays.copyOf(pad, 2 * LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            masked[LENGTH + i] = (byte) (pad[i] ^ secret[i]);
        }
        return encoded(masked);
    }

    /** Whether a form comes from one of our pages, in the browser that we gave it to. */
    boolean isOurs(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        byte[] secret = decoded(cookies.csrfOf(request), LENGTH);
        byte[] masked = decoded(request.getParameter(FIELD), 2 * LENGTH);
        if (secret == null || masked == null) {
            return false;
        }
        byte[] sent = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            sent[i] = (byte) (masked[i] ^ masked[LENGTH + i]);
        }
        return MessageDigest.isEqual(secret, sent);
    }

    private byte @Nullable [] secretOf(HttpServletRequest request) {
        return request.getAttribute(KNOWN) instanceof byte[] made ? made : decoded(cookies.csrfOf(request), LENGTH);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte @Nullable [] decoded(@Nullable String text, int length) {
        if (text == null || text.length() > 4 * length) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == length ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
