package io.holdfast.defaults.access;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who makes the current request. Controllers take one as a parameter.
 *
 * @param subject  the token's {@code sub}, or null for somebody without a token
 * @param tenantId the token's tenant; without a token the tenant whose public pages are asked for
 * @param roles    empty without a token
 */
public record Caller(@Nullable String subject, String tenantId, Set<Role> roles) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whether no token came with the request. */
    public boolean isAnonymous() {
        return subject == null;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether this is the person whose {@code sub} is given; nobody is null. */
    public boolean isSubject(@Nullable String other) {
        return subject != null && subject.equals(other);
    }
}
