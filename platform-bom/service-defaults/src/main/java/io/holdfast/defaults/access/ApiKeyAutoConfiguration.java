package io.holdfast.defaults.access;

import io.holdfast.defaults.web.ProblemWriter;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** API keys where they are switched on: their tokens are believed beside the issuer's, and open what their scopes say. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(ApiKeySettings.class)
class ApiKeyAutoConfiguration {

    /** Whichever decoder there is, by Spring or of a test: it never sees what is not its issuer's. */
    @Bean
    static BeanPostProcessor tokensOfApiKeysAreBelieved(Environment environment) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (!(bean instanceof JwtDecoder issuers)) {
                    return bean;
                }
                ApiKeySettings settings =
                        Binder.get(environment).bindOrCreate("holdfast.access.api-keys", ApiKeySettings.class);
                if (!settings.isOn()) {
                    return bean;
                }
                JwtDecoder ours = new ApiKeyTokens(settings.secret()).decoder();
                return (JwtDecoder) token ->
                        ApiKeyTokens.claimsToBeOne(token) ? ours.decode(token) : issuers.decode(token);
            }
        };
    }

    /** After Spring Security, which knows by then who calls. */
    @Bean
    @FilterRegistration(order = 0)
    ScopeFilter scopeFilter(AccessSettings settings, ProblemWriter problems) {
        return new ScopeFilter(settings, problems);
    }
}
