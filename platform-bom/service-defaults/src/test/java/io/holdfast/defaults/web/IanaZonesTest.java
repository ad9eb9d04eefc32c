package io.holdfast.defaults.web;

import java.time.ZoneId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IanaZonesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Kolkata", "America/Argentina/Buenos_Aires", "UTC", "Etc/GMT+5"})
    void zonesAreFoundByName(String name) {
        assertThat(IanaZones.find(name)).contains(ZoneId.of(name));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Mars/Phobos", "+05:30", "UTC+1", "asia/kolkata", "Asia/Kolkata ", "ical4j~1/Asia/Kolkata"})
    void nothingElseIs(String name) {
        assertThat(IanaZones.find(name)).isEmpty();
    }
}
