package io.holdfast.platform;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.holdfast.defaults.HoldfastService;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** One application of the platform as a context of this JVM, configured as its own process would be. */
final class EmbeddedContext {

    /** For what is not one of our services: it shares the class path with their defaults and must not get them. */
    static final String HOLDFAST_DEFAULTS = String.join(",",
            "io.holdfast.defaults.access.AccessAutoConfiguration",
            "io.holdfast.defaults.access.ApiKeyAutoConfiguration",
            "io.holdfast.defaults.web.WebAutoConfiguration",
            "io.holdfast.defaults.signals.RedisAutoConfiguration");

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

    /** @param environment goes before the shell's, as variables given to a process of its own would */
    ConfigurableApplicationContext start(Map<String, Object> environment) {
        SpringApplicationBuilder builder = HoldfastService.named(application, name)
                .registerShutdownHook(false)
                .logStartupInfo(false)
                .listeners(new OverTheShell(environment))
                .initializers(created -> beans.forEach((type, bean) -> register((GenericApplicationContext) created, type, bean)));
        context = builder.run("--server.port=" + port, "--server.address=127.0.0.1", "--spring.jmx.enabled=false");
        return context;
    }

    <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context, name + " is not started").getBean(type);
    }

    /**
     * Gives a context its environment variables. As properties they would rank below the shell's own, and a shell may well
     * have {@code RAZORPAY_KEY_ID} of a real account: none of its payment variables is passed on.
     */
    private record OverTheShell(Map<String, Object> given) implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            var variables = new HashMap<String, Object>(System.getenv());
            variables.keySet().removeIf(name -> name.startsWith("RAZORPAY_"));
            variables.putAll(given);
            String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
            event.getEnvironment().getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> void register(GenericApplicationContext context, Class<T> type, Object bean) {
        context.registerBean(type, () -> (T) bean);
    }
}
