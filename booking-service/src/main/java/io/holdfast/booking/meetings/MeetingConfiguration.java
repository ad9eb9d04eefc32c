package io.holdfast.booking.meetings;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;

import io.holdfast.booking.application.MeetingRooms;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Google Meet where a calendar is configured, a private Jitsi room otherwise. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MeetingSettings.class)
class MeetingConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    @Bean
    MeetingRooms meetingRooms(MeetingSettings settings, Clock clock) {
        var jitsi = new JitsiRooms(settings.jitsiUrl());
        return settings.google().isConfigured()
                ? new GoogleMeetings(
                        HttpClient.newBuilder().connectTimeout(CONNECT).build(), settings.google(), jitsi, clock)
                : jitsi;
    }
}
