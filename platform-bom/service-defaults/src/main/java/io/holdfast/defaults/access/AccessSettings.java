package io.holdfast.defaults.access;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code holdfast.access.*}
 *
 * @param publicTenant whose public pages are meant when a request has neither a token nor the header
 *     {@code Holdfast-Tenant}
 * @param restIsOpen whether what no controller takes passes without a token: at a gateway, behind which the services decide
 * @param framedElsewhere what paths begin with whose answers say themselves who may frame them; nobody may anything else
 */
@ConfigurationProperties("holdfast.access")
public record AccessSettings(
        @DefaultValue("demo") String publicTenant,
        @DefaultValue("false") boolean restIsOpen,
        @DefaultValue List<String> framedElsewhere) {}
