package io.holdfast.defaults.access;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Which of a service's paths are open and which ask for a role; everything else asks for any valid token. A service
 * declares one as a bean. A token that is sent must be valid everywhere, also where none is needed.
 */
public final class AccessRules {

    private final List<Rule> rules = new ArrayList<>();
    private boolean restIsOpen;

    /** Opens {@code pattern} (as in {@code /api/v1/offerings/*}, {@code **} for any depth) to everybody. */
    public AccessRules open(HttpMethod method, String pattern) {
        rules.add(new Rule(method, pattern, List.of()));
        return this;
    }

    /** Keeps {@code pattern} to callers with at least one of {@code roles}. */
    public AccessRules only(HttpMethod method, String pattern, Role... roles) {
        rules.add(new Rule(method, pattern, List.of(roles)));
        return this;
    }

    /** Keeps every method on {@code pattern} to callers with at least one of {@code roles}. */
    public AccessRules only(String pattern, Role... roles) {
        rules.add(new Rule(null, pattern, List.of(roles)));
        return this;
    }

    /** Lets what no rule names pass without a token: for a gateway, behind which the services decide. */
    public AccessRules openRest() {
        restIsOpen = true;
        return this;
    }

    boolean restIsOpen() {
        return restIsOpen;
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }

    record Rule(@Nullable HttpMethod method, String pattern, List<Role> roles) {}
}
