package io.holdfast.booking.web;

import io.holdfast.defaults.access.AccessRules;
import io.holdfast.defaults.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What is open: the catalogue to everybody, booking and one's own booking to guests, who then need its token. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                .open(HttpMethod.GET, "/api/v1/offerings/**")
                .open(HttpMethod.POST, "/api/v1/bookings")
                // Who may see or change a booking is decided on the booking: guests have its own token.
                .open(HttpMethod.GET, "/api/v1/bookings/*/**")
                .open(HttpMethod.POST, "/api/v1/bookings/*/*")
                .only(HttpMethod.GET, "/api/v1/admin/**", Role.ADMIN)
                .only(HttpMethod.POST, "/api/v1/admin/**", Role.ADMIN)
                .only(HttpMethod.PUT, "/api/v1/admin/**", Role.ADMIN);
    }
}
