package io.holdfast.notification;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator decides about notifications.
 *
 * @param adminEmail   who is told about every new booking
 * @param adminZone    the zone in which the admin reads times
 * @param staffLanguage in which admin and professionals are written to: {@code en}, {@code hi} or {@code he}
 * @param from         sender of all mail and organizer of the calendar entries, as in a From header
 * @param host         right-hand side of Message-IDs and calendar UIDs; changing it makes both new
 * @param publicUrl    where people reach the platform; links begin with it
 * @param patience     how long an event waits for what is on its way on another topic, such as its professional's address
 * @param bookingPatience how long a reminder or a refund waits for the booking that it is about; then nobody is told of it
 * @param lookInterval pause between looks into the store for what nobody scheduled
 * @param atOnce       how many notifications are in hand at the same time
 * @param refundWithin working days within which a refund reaches the account that paid, in figures: {@code 5–7}
 * @param manageTokenSecret what booking-service derives guests' tokens from, 32 characters or more; empty for links without
 *                     any, by which a guest reaches the booking only where they have proved before that it is theirs
 * @param sandbox      whether nothing leaves: what would be sent is logged, without an address, and skipped
 * @param channels     by kind and recipient, the channels by which they hear of it; see {@link ChannelMatrix}
 */
@Validated
@ConfigurationProperties("notification")
public record NotificationSettings(
        @NotBlank @Email String adminEmail,
        @NotNull @DefaultValue("UTC") ZoneId adminZone,
        @NotNull @DefaultValue("en") @Pattern(regexp = "en|hi|he") String staffLanguage,
        @NotBlank String from,
        @NotBlank @DefaultValue("holdfast") String host,
        @NotNull URI publicUrl,
        @NotNull @DefaultValue("10s") Duration patience,
        @NotNull @DefaultValue("10m") Duration bookingPatience,
        @NotNull @DefaultValue("10s") Duration lookInterval,
        @Min(1) @DefaultValue("16") int atOnce,
        @NotBlank @DefaultValue("5–7") @Pattern(regexp = "\\d{1,2}(–\\d{1,2})?") String refundWithin,
        @DefaultValue("") @Pattern(regexp = "|.{32,}", message = "needs 32 characters or more") String manageTokenSecret,
        @DefaultValue("false") boolean sandbox,
        @NotNull Map<NotificationKind, Map<Recipient, Set<Channel>>> channels) {}
