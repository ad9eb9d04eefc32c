package io.holdfast.availability.web;

import io.holdfast.defaults.access.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may look: everybody. */
@Configuration(proxyBeanMethods = false)
class AvailabilityAccess {

    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                .open(HttpMethod.GET, "/api/v1/professionals/*/available-dates")
                .open(HttpMethod.GET, "/api/v1/professionals/*/availability");
    }
}
