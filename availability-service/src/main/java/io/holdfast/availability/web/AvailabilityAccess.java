package io.holdfast.availability.web;

import io.holdfast.defaults.access.AccessRules;
import io.holdfast.defaults.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Who may look: everybody. Who may change their own hours: professionals. */
@Configuration(proxyBeanMethods = false)
class AvailabilityAccess {

    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                .only("/api/v1/professionals/me/**", Role.PROFESSIONAL)
                .open(HttpMethod.GET, "/api/v1/professionals/*/available-dates")
                .open(HttpMethod.GET, "/api/v1/professionals/*/availability")
                .open(HttpMethod.GET, "/api/v1/professionals/*/availability/*");
    }
}
