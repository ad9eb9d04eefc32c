package io.holdfast.defaults;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** How a service is started, alone or beside others in one JVM. */
public final class HoldfastService {

    private HoldfastService() {}

    /**
     * A service whose configuration is {@code <name>.yml}; so several can share a class path and each finds its own.
     *
     * @param application the {@code @SpringBootApplication}
     * @param name the service's name as in {@code catalogue.yaml}, for example {@code booking-service}
     */
    public static SpringApplicationBuilder named(Class<?> application, String name) {
        Carriers.provideEnough();
        return new SpringApplicationBuilder(application)
                .properties("spring.config.name=" + name, "spring.application.name=" + name)
                .bannerMode(Banner.Mode.OFF);
    }
}
