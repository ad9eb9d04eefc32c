package io.holdfast.defaults.access;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.defaults.web.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * What the current request's token says of its person, in {@code name, email, phone}, for a request that names no client.
 *
 * @param phone as it is written; null for none
 */
public record TokenPerson(String name, String email, @Nullable String phone) {

    private static final int SHORTEST_NAME = 2;
    private static final int LONGEST_NAME = 50;

    /** @throws Problem 400 when the caller is a guest, or the token does not say enough */
    public static TokenPerson of(Caller caller) {
        Jwt token = tokenOf(caller);
        if (token == null) {
            throw Problem.invalid("client", "is needed without a token");
        }
        String name = claim(token, "name", TokenPerson::isName);
        String email = claim(token, "email", Texts::isEmail);
        if (name == null || email == null) {
            var missing = new ArrayList<FieldError>();
            if (email == null) {
                missing.add(new FieldError("client.email", "is needed"));
            }
            if (name == null) {
                missing.add(new FieldError("client.name", "is needed"));
            }
            throw Problem.invalid(List.copyOf(missing));
        }
        return new TokenPerson(name, email, claim(token, "phone", Texts::hasVisible));
    }

    /** The address that the token says is the caller's, unless it says that nobody has looked; null for none. */
    public static @Nullable String vouchedAddress(Caller caller) {
        Jwt token = tokenOf(caller);
        return token == null || "false".equals(String.valueOf(token.getClaims().get("email_verified")))
                ? null
                : claim(token, "email", Texts::isEmail);
    }

    private static @Nullable Jwt tokenOf(Caller caller) {
        return !caller.isAnonymous()
                        && SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token
                ? token.getToken()
                : null;
    }

    /** What an issuer says of somebody has to have the form that is asked of themselves; else they are asked. */
    private static @Nullable String claim(Jwt token, String name, Predicate<String> form) {
        String said = Texts.cleanOptional(token.getClaimAsString(name));
        return said != null && form.test(said) ? said : null;
    }

    private static boolean isName(String text) {
        return text.length() <= Texts.LONGEST
                && Texts.length(text) >= SHORTEST_NAME
                && Texts.length(text) <= LONGEST_NAME
                && Texts.isOneLine(text);
    }
}
