package io.holdfast.defaults.access;

import java.util.Set;
import java.util.regex.Pattern;

import io.holdfast.defaults.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Fills controllers' {@link Caller} parameters from the checked token. */
final class CallerResolver implements HandlerMethodArgumentResolver {

    static final String TENANT_HEADER = "Holdfast-Tenant";
    private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{1,40}");

    private final AccessSettings settings;
    private final TokenClaims claims;

    CallerResolver(AccessSettings settings, TokenClaims claims) {
        this.settings = settings;
        this.claims = claims;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof JwtAuthenticationToken token) {
            var jwt = token.getToken();
            // The decoder let no token without a tenant pass.
            return new Caller(jwt.getSubject(), claims.tenantOf(jwt).orElseThrow(), claims.rolesOf(jwt));
        }
        return new Caller(null, publicTenant(request.getHeader(TENANT_HEADER)), Set.of());
    }

    private String publicTenant(@Nullable String header) {
        if (header == null) {
            return settings.publicTenant();
        }
        if (!TENANT.matcher(header).matches()) {
            throw Problem.invalid(TENANT_HEADER, "is not a tenant's name");
        }
        return header;
    }
}
