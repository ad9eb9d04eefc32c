package io.holdfast.availability.calendars;

import java.net.URI;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code availability.busy-calendars.google.*}
 *
 * @param serviceAccount the account that professionals share their calendars with; empty for none
 * @param privateKey     of the service account, PKCS #8 in PEM
 * @param actFor         the user on whose behalf it acts (domain-wide delegation); empty for itself
 * @param clientId       of the app to which professionals give refresh tokens; empty for none
 * @param clientSecret   of that app
 * @param apiUrl         Google's, except in tests
 * @param tokenUrl       Google's, except in tests
 * @param consentUrl     Google's page where people consent, except in tests
 * @param cameBackTo     the page of ours to which Google sends who has consented; Google has to know it for the app's
 */
@Validated
@ConfigurationProperties("availability.busy-calendars.google")
public record GoogleSettings(
        @NotNull @DefaultValue("") String serviceAccount,
        @NotNull @DefaultValue("") String privateKey,
        @NotNull @DefaultValue("") String actFor,
        @NotNull @DefaultValue("") String clientId,
        @NotNull @DefaultValue("") String clientSecret,
        @DefaultValue("https://www.googleapis.com/calendar/v3") @NotNull URI apiUrl,
        @DefaultValue("https://oauth2.googleapis.com/token") @NotNull URI tokenUrl,
        @DefaultValue("https://accounts.google.com/o/oauth2/v2/auth") @NotNull URI consentUrl,
        @DefaultValue("http://localhost:8080/pro/calendars/google") @NotNull URI cameBackTo) {

    /** Whether a calendar can be read, by its owner's refresh token or without one. */
    public boolean isOn(boolean byRefreshToken) {
        return byRefreshToken ? !clientId.isBlank() : !serviceAccount.isBlank();
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "GoogleSettings[" + serviceAccount + ", " + clientId + "]";
    }
}
