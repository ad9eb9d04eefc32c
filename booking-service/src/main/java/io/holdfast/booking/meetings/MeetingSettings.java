package io.holdfast.booking.meetings;

import java.net.URI;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code booking.meetings.*}
 *
 * @param jitsiUrl where rooms are, without a slash at the end
 * @param google   used as soon as it names a calendar
 */
@Validated
@ConfigurationProperties("booking.meetings")
record MeetingSettings(
        @DefaultValue("https://meet.jit.si") @NotNull URI jitsiUrl, @DefaultValue @Valid Google google) {

    /**
     * {@code booking.meetings.google.*}
     *
     * @param calendarId    the calendar that bookings are written into; empty for none
     * @param serviceAccount its address, which must be allowed to write there
     * @param privateKey    of the service account, PKCS #8 in PEM
     * @param actFor        the user on whose behalf it acts (domain-wide delegation); empty for itself
     * @param apiUrl        Google's, except in tests
     * @param tokenUrl      Google's, except in tests
     */
    record Google(
            @DefaultValue("") String calendarId,
            @DefaultValue("") String serviceAccount,
            @DefaultValue("") String privateKey,
            @DefaultValue("") String actFor,
            @DefaultValue("https://www.googleapis.com/calendar/v3") @NotNull URI apiUrl,
            @DefaultValue("https://oauth2.googleapis.com/token") @NotNull URI tokenUrl) {

        boolean isConfigured() {
            return !calendarId.isBlank();
        }
    }
}
