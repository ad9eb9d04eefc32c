package io.holdfast.notification;

import io.holdfast.defaults.access.AccessRules;
import io.holdfast.defaults.work.DueWork;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationSettings.class)
class NotificationConfiguration {

    /** Nobody calls this service; what it knows arrives as events. */
    @Bean
    AccessRules accessRules() {
        return new AccessRules();
    }

    @Bean
    DueWork notificationWork(Deliveries deliveries) {
        return deliveries.work();
    }
}
