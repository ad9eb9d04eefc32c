package io.holdfast.defaults.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code holdfast.web.*}
 *
 * @param maxBody the largest request body that is read
 */
@ConfigurationProperties("holdfast.web")
public record WebSettings(@DefaultValue("1MB") DataSize maxBody) {}
