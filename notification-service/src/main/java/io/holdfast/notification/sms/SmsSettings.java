package io.holdfast.notification.sms;

import java.net.URI;
import java.util.stream.Stream;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code notification.sms.*}: an account at Twilio, or at whoever speaks its Messages API. With none of them text messages
 * are off; some of them alone end the start.
 *
 * @param apiUrl     where the API is
 * @param accountSid of the account
 * @param authToken  of the account; a secret
 * @param from       number (E.164), name or messaging service ({@code MG…}) that messages come from
 */
@Validated
@ConfigurationProperties("notification.sms")
public record SmsSettings(
        @NotNull @DefaultValue("https://api.twilio.com") URI apiUrl,
        @NotNull @DefaultValue("") String accountSid,
        @NotNull @DefaultValue("") String authToken,
        @NotNull @DefaultValue("") String from) {

    public boolean isOn() {
        return Stream.of(accountSid, authToken, from).noneMatch(String::isBlank);
    }

    @AssertTrue(message = "HOLDFAST_SMS_ACCOUNT_SID, HOLDFAST_SMS_AUTH_TOKEN and HOLDFAST_SMS_FROM are set together or not at all")
    boolean isWhole() {
        return isOn() || Stream.of(accountSid, authToken, from).allMatch(String::isBlank);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SmsSettings[apiUrl=" + apiUrl + ", " + (isOn() ? "on" : "off") + "]";
    }
}
