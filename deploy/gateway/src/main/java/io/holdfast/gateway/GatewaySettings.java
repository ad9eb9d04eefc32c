package io.holdfast.gateway;

import java.net.URI;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * {@code gateway.*}: where the services are.
 *
 * @param webApp what people see; a gateway without one has no pages but those of its documentation
 * @param demo the embedded platform's own endpoints; absent, and so 404, anywhere else
 */
@Validated
@ConfigurationProperties("gateway")
record GatewaySettings(
        @NotNull URI booking,
        @NotNull URI availability,
        @NotNull URI payment,
        @NotNull URI matching,
        @NotNull URI scheduler,
        @NotNull URI notification,
        @Nullable URI webApp,
        @Nullable URI demo) {}
