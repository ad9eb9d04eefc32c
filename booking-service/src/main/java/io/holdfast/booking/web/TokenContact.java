package io.holdfast.booking.web;

import java.util.ArrayList;
import java.util.List;

import io.holdfast.booking.domain.Contact;
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

    private TokenContact() {}

    /** @throws Problem when the caller is a guest, or the token does not say enough */
    static Contact of(Caller caller, PhoneNumbers phones) {
        if (caller.isAnonymous()
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken token)) {
            throw Problem.invalid("client", "is needed without a token");
        }
        String name = claim(token.getToken(), "name");
        String email = claim(token.getToken(), "email");
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
        String phone = claim(token.getToken(), "phone");
        return new Contact(
                name, email, phone == null ? null : phones.normalise(caller.tenantId(), phone).orElse(null));
    }

    private static @Nullable String claim(Jwt token, String name) {
        return Texts.cleanOptional(token.getClaimAsString(name));
    }
}
