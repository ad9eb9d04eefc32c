package io.holdfast.defaults.access;

import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.access.claims.*}: where the tokens of an issuer say what Holdfast wants to know.
 *
 * <p>A path names claims within claims with dots, as {@code realm_access.roles} of Keycloak; a claim whose own name has dots,
 * as those that are addresses, is found by its whole name.
 *
 * @param tenant        path of the claim that names the tenant: text
 * @param defaultTenant whose a token is that has no such claim, where an issuer serves one tenant alone; empty: it is refused
 * @param roles         path of the claim that lists the roles: a list of texts, or one text with spaces between
 * @param names         what the issuer calls a role, for those that it calls otherwise; more than one name means any of them
 */
@Validated
@ConfigurationProperties("holdfast.access.claims")
public record ClaimSettings(
        @DefaultValue("tenant") @NotBlank String tenant,
        @DefaultValue("") String defaultTenant,
        @DefaultValue("roles") @NotBlank String roles,
        @DefaultValue Map<Role, List<String>> names) {}
