package io.holdfast.defaults.web;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PreferTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wait=10 | 10",
        "WAIT=10 | 10",
        "wait = 7 | 7",
        "wait=\"5\" | 5",
        "respond-async, wait=10 | 10",
        "wait=3; foo=bar, wait=9 | 3",
        "wait=0 | 0",
        "wait=21 | 20",
        "wait=999999999999 | 20",
        "wait | 20"
    })
    void waitsAsLongAsAskedButNotLongerThanAllowed(String header, long seconds) {
        assertThat(Prefer.wait(List.of(header))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"respond-async", "wait=soon", "wait=-1", "return=minimal; wait=5", "await=4", "=", ","})
    void passesOverWhatItCannotRead(String header) {
        assertThat(Prefer.wait(List.of(header))).isEmpty();
    }

    @Test
    void readsEveryHeader() {
        assertThat(Prefer.wait(List.of("respond-async", "wait=4"))).contains(Duration.ofSeconds(4));
        assertThat(Prefer.wait(null)).isEmpty();
    }
}
