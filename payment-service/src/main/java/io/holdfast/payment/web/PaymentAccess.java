package io.holdfast.payment.web;

import io.holdfast.defaults.access.AccessRules;
import io.holdfast.defaults.access.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** What is open: to what carries its proof as a signature, and to guests, whose proof is looked at where they read. */
@Configuration(proxyBeanMethods = false)
class PaymentAccess {

    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                .open(HttpMethod.POST, "/api/v1/webhooks/razorpay")
                .open(HttpMethod.POST, "/api/v1/payments/verify")
                .open(HttpMethod.GET, "/api/v1/payments")
                .only("/api/v1/admin/payments/**", Role.ADMIN);
    }
}
