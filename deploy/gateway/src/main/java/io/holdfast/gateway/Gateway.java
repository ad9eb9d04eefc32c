package io.holdfast.gateway;

import io.holdfast.defaults.HoldfastService;
import io.holdfast.defaults.access.AccessRules;
import io.holdfast.defaults.access.Role;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The gateway of client and professional apps, of payment webhooks and of the web app. */
@SpringBootApplication
@EnableConfigurationProperties({GatewaySettings.class, CallerSettings.class})
public class Gateway {

    public static void main(String[] args) {
        HoldfastService.named(Gateway.class, "gateway").run(args);
    }

    /** A wrong token stops here; whose booking it is, or whether a guest's token fits, only the owning service knows. */
    @Bean
    AccessRules accessRules() {
        return new AccessRules()
                .only("/api/v1/admin/**", Role.ADMIN)
                .only("/api/v1/professionals/me/**", Role.PROFESSIONAL)
                .openRest();
    }
}
