package io.holdfast.defaults.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** Reads tenant and roles from a token, wherever its issuer writes them ({@link ClaimSettings}). */
public final class TokenClaims {

    /** It is part of keys and cache names, so that nothing else may stand in it. */
    static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final ClaimSettings settings;

    TokenClaims(ClaimSettings settings) {
        if (!settings.defaultTenant().isEmpty() && !TENANT.matcher(settings.defaultTenant()).matches()) {
            throw new IllegalArgumentException(
                    "holdfast.access.claims.default-tenant is not a tenant's name: " + settings.defaultTenant());
        }
        this.settings = settings;
    }

    /** The token's tenant; empty when it names none, or what is no tenant's name, and must not be accepted then. */
    public Optional<String> tenantOf(Jwt token) {
        Object claim = find(token.getClaims(), ApiKeyTokens.isOne(token) ? "tenant" : settings.tenant());
        if (claim == null) {
            return Optional.of(settings.defaultTenant()).filter(tenant -> !tenant.isEmpty());
        }
        return claim instanceof String tenant && TENANT.matcher(tenant).matches() ? Optional.of(tenant) : Optional.empty();
    }

    /** Those of the token's roles that mean something here. */
    public Set<Role> rolesOf(Jwt token) {
        if (ApiKeyTokens.isOne(token)) {
            return Set.of(Role.ADMIN);
        }
        Set<String> said = texts(find(token.getClaims(), settings.roles()));
        return Arrays.stream(Role.values())
                .filter(role -> names(role).stream().anyMatch(said::contains))
                .collect(Collectors.toSet());
    }

    private List<String> names(Role role) {
        return settings.names().getOrDefault(role, List.of(role.claim()));
    }

    private static Set<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case Collection<?> list -> list.stream().filter(String.class::isInstance).map(String.class::cast)
                    .collect(Collectors.toSet());
            case String text -> Arrays.stream(SPACES.split(text.strip())).collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }

    /** The longest name that is there goes first, so that dots within names do no harm. */
    private static @Nullable Object find(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        if (whole != null) {
            return whole;
        }
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            if (claims.get(path.substring(0, dot)) instanceof Map<?, ?> within) {
                Object found = find(within, path.substring(dot + 1));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
