package io.holdfast.booking.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.holdfast.booking.domain.client.Contact;
import io.holdfast.booking.phones.PhoneNumbers;
import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Problem.FieldError;
import io.holdfast.defaults.web.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** A signed-in client's contact, for a request that does not name one: the token's {@code name, email, phone}. */
final class TokenContact {

    private static final int SHORTEST_NAME = 2;
    private static final int LONGEST_NAME = 50;

    private TokenContact() {}

    /** @throws Problem when the caller is a guest, or the token does not say enough */
    static Contact of(Caller caller, PhoneNumbers phones) {
        if (caller.isAnonymous()
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token)) {
            throw Problem.invalid("client", "is needed without a token");
        }
        String name = claim(token.getToken(), "name", TokenContact::isName);
        String email = claim(token.getToken(), "email", Texts::isEmail);
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
        String phone = claim(token.getToken(), "phone", Texts::hasVisible);
        return new Contact(
                name, email, phone == null ? null : phones.normalise(caller.tenantId(), phone).orElse(null));
    }

    /** The address that the token says is the caller's, unless it says that nobody has looked; null for none. */
    static @Nullable String vouchedAddress(Caller caller) {
        if (caller.isAnonymous()
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token)
                || "false".equals(String.valueOf(token.getToken().getClaims().get("email_verified")))) {
            return null;
        }
        return claim(token.getToken(), "email", Texts::isEmail);
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
