package io.holdfast.web;

import io.holdfast.defaults.HoldfastService;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** What people see: pages made of what the public API says, and nothing of its own. */
@SpringBootApplication
@EnableConfigurationProperties(WebSettings.class)
public class WebApp {

    public static void main(String[] args) {
        HoldfastService.named(WebApp.class, "web-app").run(args);
    }
}
