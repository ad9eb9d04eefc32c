package io.holdfast.web.session;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page. What their token says is taken for its form only: whether it is good, the API says.
 *
 * @param token      of whoever is signed in, null for anybody else
 * @param guestToken opens the one booking that the page is of; null without one
 * @param subject    null for whoever is not signed in
 * @param name       empty for whoever is not signed in
 */
public record Visitor(
        @Nullable String token, @Nullable String guestToken, @Nullable String subject, String name, Set<String> roles) {

    public boolean isSignedIn() {
        return token != null;
    }

    public boolean isGuest() {
        return guestToken != null;
    }

    public boolean isClient() {
        return roles.contains("client");
    }

    public boolean isProfessional() {
        return roles.contains("professional");
    }

    public boolean isAdmin() {
        return roles.contains("admin");
    }
}
