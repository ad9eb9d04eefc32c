package io.holdfast.notification;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an operator decides about notifications.
 *
 * @param adminEmail           who is told about every new booking
 * @param adminZone            the zone in which the admin reads times
 * @param from                 sender of all mail and organizer of the calendar entries, as in a From header
 * @param host                 right-hand side of Message-IDs and calendar UIDs; changing it makes both new
 * @param publicUrl            where people reach the platform; links begin with it
 * @param professionalPatience how long a booking's event waits for its professional to become known
 * @param lookInterval         pause between looks into the store for mail that nobody scheduled
 * @param atOnce               how many mails are in hand at the same time
 */
@Validated
@ConfigurationProperties("notification")
public record NotificationSettings(
        @NotBlank @Email String adminEmail,
        @NotNull @DefaultValue("UTC") ZoneId adminZone,
        @NotBlank String from,
        @NotBlank @DefaultValue("holdfast") String host,
        @NotNull URI publicUrl,
        @NotNull @DefaultValue("10s") Duration professionalPatience,
        @NotNull @DefaultValue("2s") Duration lookInterval,
        @Min(1) @DefaultValue("16") int atOnce) {}
