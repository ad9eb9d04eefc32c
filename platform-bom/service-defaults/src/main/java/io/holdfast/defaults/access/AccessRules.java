package io.holdfast.defaults.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Who may call what, as {@link Access} and {@link OpenToAll} say on the handlers. Rules of the filter chain are made of
 * it, so that nobody's body is read before they may send it.
 */
final class AccessRules {

    private static final String ADMINS_PATHS = "/api/v1/admin/";

    /** The most particular pattern first, as it is the one whose handler is called. */
    private final List<Rule> rules;

    /** @throws IllegalStateException when a path of admins is open to others */
    AccessRules(RequestMappingHandlerMapping handlers) {
        var found = new ArrayList<Rule>();
        handlers.getHandlerMethods().forEach((mapping, handler) -> {
            for (PathPattern pattern : Objects.requireNonNull(mapping.getPathPatternsCondition()).getPatterns()) {
                found.add(rule(pattern, mapping.getMethodsCondition().getMethods(), handler));
            }
        });
        found.sort(Comparator.comparing(Rule::pattern));
        rules = List.copyOf(found);
    }

    private static Rule rule(PathPattern pattern, Set<RequestMethod> methods, HandlerMethod handler) {
        for (var element : List.of(handler.getMethod(), handler.getBeanType())) {
            Access access = AnnotatedElementUtils.findMergedAnnotation(element, Access.class);
            if (access != null) {
                return new Rule(pattern, methods, false, Set.of(access.value()));
            }
            if (AnnotatedElementUtils.isAnnotated(element, OpenToAll.class)) {
                return new Rule(pattern, methods, true, Set.of());
            }
        }
        return new Rule(pattern, methods, false, Set.of());
    }

    void applyTo(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        for (Rule rule : rules) {
            String pattern = rule.pattern().getPatternString();
            for (@Nullable HttpMethod method : rule.httpMethods()) {
                var matched = method == null ? requests.requestMatchers(pattern) : requests.requestMatchers(method, pattern);
                if (rule.open()) {
                    matched.permitAll();
                } else if (rule.roles().isEmpty()) {
                    matched.authenticated();
                } else {
                    matched.hasAnyRole(rule.roles().stream().map(Role::name).toArray(String[]::new));
                }
            }
        }
        // Each handler has its rule by now: what is left of an open path is a method that it does not have, and 405.
        rules.stream().filter(Rule::open).forEach(rule -> requests.requestMatchers(rule.pattern().getPatternString()).permitAll());
    }

    /** @param methods none for any */
    private record Rule(PathPattern pattern, Set<RequestMethod> methods, boolean open, Set<Role> roles) {

        private Rule {
            if (pattern.getPatternString().startsWith(ADMINS_PATHS) && !roles.equals(Set.of(Role.ADMIN))) {
                throw new IllegalStateException(pattern + " is not kept to admins; its handler is to say @Access(ADMIN)");
            }
        }

        private List<@Nullable HttpMethod> httpMethods() {
            var all = new ArrayList<@Nullable HttpMethod>();
            methods.forEach(method -> all.add(method.asHttpMethod()));
            if (methods.contains(RequestMethod.GET)) {
                // Whoever may read it may ask whether it is there.
                all.add(HttpMethod.HEAD);
            }
            if (methods.isEmpty()) {
                all.add(null);
            }
            return all;
        }
    }
}
