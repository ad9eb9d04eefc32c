package io.holdfast.gateway;

import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The gateway of client and professional apps, of payment webhooks and of the web app. */
@SpringBootApplication
@EnableConfigurationProperties({GatewaySettings.class, CallerSettings.class, CorsSettings.class})
public class Gateway {

    public static void main(String[] args) {
        HoldfastService.named(Gateway.class, "gateway").run(args);
    }
}
