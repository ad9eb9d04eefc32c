package io.holdfast.defaults.access;

import java.util.List;

import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.ProblemWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A JWT resource server: any OIDC issuer by configuration, roles and tenant from the token's claims. */
@AutoConfiguration(before = OAuth2ResourceServerAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties({AccessSettings.class, ClaimSettings.class})
class AccessAutoConfiguration {

    private static final char DELETE = 0x7F;

    @Bean
    SecurityFilterChain access(
            HttpSecurity http,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
            AccessSettings settings,
            TokenClaims claims,
            ProblemWriter problems)
            throws Exception {
        var rules = new AccessRules(handlers);
        AuthenticationEntryPoint noToken = (request, response, failure) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            problems.write(request, response, Problem.unauthenticated("A valid bearer token is needed here."));
        };
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.frameOptions(options -> options.disable())
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                request -> settings.framedElsewhere().stream().noneMatch(request.getRequestURI()::startsWith),
                                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY))))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers("/actuator/**", "/error").permitAll();
                    rules.applyTo(requests);
                    requests.requestMatchers(HttpMethod.OPTIONS, "/**").permitAll();
                    if (settings.restIsOpen()) {
                        requests.anyRequest().permitAll();
                    } else {
                        requests.anyRequest().authenticated();
                    }
                })
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(roles(claims)))
                        .authenticationEntryPoint(noToken))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(noToken)
                        .accessDeniedHandler((request, response, failure) -> problems.write(
                                request, response, Problem.forbidden("Your roles do not allow this."))))
                .build();
    }

    /**
     * Headers come as bytes that Tomcat reads as Latin-1: the UTF-8 of a telephone's name has bytes there that are control
     * characters, which the firewall would refuse in the middle of whatever asks for the header. Those that do harm,
     * Tomcat has refused already.
     */
    @Bean
    @ConditionalOnMissingBean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(value -> value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != DELETE)));
        return firewall;
    }

    @Bean
    TokenClaims tokenClaims(ClaimSettings settings) {
        return new TokenClaims(settings);
    }

    private static JwtAuthenticationConverter roles(TokenClaims claims) {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(jwt -> claims.rolesOf(jwt).stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList());
        return converter;
    }

    /**
     * A token that does not say whose and for which tenant would open everything or nothing, and one without an end would
     * do so for ever. Issuer and audience are checked by Spring, by {@code spring.security.oauth2.resourceserver.jwt}.
     */
    @Bean
    OAuth2TokenValidator<Jwt> subjectTenantAndExpiry(TokenClaims claims) {
        return jwt -> blank(jwt.getSubject()) || claims.tenantOf(jwt).isEmpty() || jwt.getExpiresAt() == null
                ? OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", "sub, tenant and exp are needed", null))
                : OAuth2TokenValidatorResult.success();
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    @Bean
    WebMvcConfigurer callerParameters(AccessSettings settings, TokenClaims claims) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerResolver(settings, claims));
            }
        };
    }
}
