package io.holdfast.platform;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.holdfast.defaults.HoldfastService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** One application of the platform as a context of this JVM, configured as its own process would be. */
final class EmbeddedContext {

    /** For what is not one of our services: it shares the class path with their defaults and must not get them. */
    static final String HOLDFAST_DEFAULTS = String.join(",",
            "io.holdfast.defaults.access.AccessAutoConfiguration",
            "io.holdfast.defaults.web.WebAutoConfiguration",
            "io.holdfast.defaults.signals.SignalsAutoConfiguration");

    private final Class<?> application;
    private final String name;
    private final Map<Class<?>, Object> beans = new LinkedHashMap<>();
    private int port;
    private @Nullable ConfigurableApplicationContext context;

    EmbeddedContext(Class<?> application, String name) {
        this.application = application;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Where the gateway looks for this service's address: {@code BOOKING_SERVICE_URL}. */
    String addressVariable() {
        return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    }

    EmbeddedContext onPort(int fixed) {
        this.port = fixed;
        return this;
    }

    /** Gives the context a bean that the platform owns. */
    <T> EmbeddedContext with(Class<T> type, T bean) {
        beans.put(type, bean);
        return this;
    }

    ConfigurableApplicationContext start(Map<String, Object> environment) {
        SpringApplicationBuilder builder = HoldfastService.named(application, name)
                .registerShutdownHook(false)
                .logStartupInfo(false)
                .properties(environment)
                .initializers(created -> beans.forEach((type, bean) -> register((GenericApplicationContext) created, type, bean)));
        context = builder.run("--server.port=" + port, "--server.address=127.0.0.1", "--spring.jmx.enabled=false");
        return context;
    }

    <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context, name + " is not started").getBean(type);
    }

    @SuppressWarnings("unchecked")
    private static <T> void register(GenericApplicationContext context, Class<T> type, Object bean) {
        context.registerBean(type, () -> (T) bean);
    }
}
