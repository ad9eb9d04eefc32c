package io.holdfast.defaults.signals;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EchoesTest {

    private final Echoes echoes = new Echoes();

    @Test
    void eachOfOursIsTakenOnceAndAnothersIsNot() {
        echoes.expect("a");
        echoes.expect("a");

        assertThat(echoes.take("a")).isTrue();
        assertThat(echoes.take("a")).isTrue();
        assertThat(echoes.take("a")).as("another instance's").isFalse();
        assertThat(echoes.take("b")).isFalse();
    }

    @Test
    void howManyAreExpectedIsBounded() {
        for (int i = 0; i < 20_000; i++) {
            echoes.expect("id-" + i);
        }

        assertThat(echoes.take("id-1")).isTrue();
        assertThat(echoes.take("id-19999")).as("beyond what is remembered").isFalse();
    }
}
