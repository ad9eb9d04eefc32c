package io.holdfast.notification.push;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where anybody can make our servers send to. */
class PushServicesTest {

    private final PushServices services = new PushServices(new PushSettings(
            "", "", "mailto:x@example.com", List.of("fcm.googleapis.com", "*.notify.windows.com", "http://127.0.0.1:8091")));

    @ParameterizedTest
    @ValueSource(strings = {
        "https://fcm.googleapis.com/fcm/send/abc:def", "https://FCM.googleapis.com:443/x", "https://db5.notify.windows.com/w/?token=a",
        "http://127.0.0.1:8091/push/1"
    })
    void pushServicesAreEndpoints(String endpoint) {
        assertThat(services.isEndpoint(endpoint)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://fcm.googleapis.com/x", "https://fcm.googleapis.com:8443/x", "https://fcm.googleapis.com.evil.example/x",
        "https://evil.example/fcm.googleapis.com", "https://fcm.googleapis.com@169.254.169.254/x", "https://notify.windows.com/x",
        "https://evilnotify.windows.com/x", "https://169.254.169.254/latest/meta-data", "http://127.0.0.1:8080/api", "https://localhost/x",
        "https://[::1]/x", "file:///etc/passwd", "fcm.googleapis.com/x", "https:fcm.googleapis.com", "https://fcm.googleapis.com/#x",
        "http://127.0.0.1:8091@evil.example/x", "https://fcm.googleapis.com\\@evil.example/", " https://fcm.googleapis.com/x", ""
    })
    void nothingElseIs(String endpoint) {
        assertThat(services.isEndpoint(endpoint)).isFalse();
    }

    @Test
    void noEndpointIsThatLong() {
        assertThat(services.isEndpoint("https://fcm.googleapis.com/" + "x".repeat(1_000))).isFalse();
    }
}
