package io.holdfast.defaults.secrets;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code holdfast.secrets.*}
 *
 * @param paymentKeyId the payment provider's key; every service is told, because a live one means that all of them are
 */
@ConfigurationProperties("holdfast.secrets")
public record SecretsSettings(@DefaultValue("") String paymentKeyId) {}
