package io.holdfast.defaults.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code holdfast.web.*}
 *
 * @param maxBody          the largest request body that is read
 * @param silentPerAddress how many connections of one address may be open that have not asked for anything yet
 * @param silentInAll      the same for all addresses together; some way below what Tomcat takes, 8,192
 */
@ConfigurationProperties("holdfast.web")
public record WebSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("4000") int silentPerAddress,
        @DefaultValue("6000") int silentInAll) {}
