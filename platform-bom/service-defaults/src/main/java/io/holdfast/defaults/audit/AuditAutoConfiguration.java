package io.holdfast.defaults.audit;

import java.time.Clock;

import io.holdfast.defaults.access.TokenClaims;
import io.holdfast.defaults.web.ProblemWriter;
import io.holdfast.messaging.EventWriter;
import io.holdfast.messaging.Relay;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The record of admins' actions, in every service that has a store and says events; the gateway, which has neither, changes nothing. */
@AutoConfiguration(
        after = DataMongoAutoConfiguration.class,
        afterName = "io.holdfast.messaging.kafka.MessagingAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean({Relay.class, MongoOperations.class})
// So that its document is known to the retention before the first is stored.
@AutoConfigurationPackage
@Import(AnsweredIds.class)
class AuditAutoConfiguration {

    @Bean
    AdminActions adminActions(MongoOperations mongo, Relay relay, EventWriter events, Clock clock) {
        return new AdminActions(mongo, relay, events, clock);
    }

    /** Where it is known who calls, and before anything refuses them or writes the refusal. */
    @Bean
    Customizer<HttpSecurity> adminActionsAreRecorded(
            AdminActions actions,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
            TokenClaims claims,
            ProblemWriter problems,
            Clock clock,
            @Value("${spring.application.name}") String service) {
        var filter = new AdminActionFilter(actions, Operations.of(handlers), claims, problems, clock, service);
        return http -> http.addFilterBefore(filter, ExceptionTranslationFilter.class);
    }
}
