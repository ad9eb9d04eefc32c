package io.holdfast.embedded;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FreePortsTest {

    @Test
    void noPortIsGivenTwiceAndNoneThatOutgoingConnectionsMayTake() {
        List<Integer> given = IntStream.range(0, 200).mapToObj(each -> FreePorts.next()).toList();

        assertThat(given).doesNotHaveDuplicates().allMatch(port -> port < 32_768);
    }

    @Test
    void whereSomebodyListensIsTaken() throws Exception {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isTaken(somebody.getLocalPort())).isTrue();
        }
        assertThat(FreePorts.isTaken(FreePorts.next())).isFalse();
    }

    @Test
    void anotherPortIsChosenOnlyWhenTheFirstIsTaken() {
        Iterator<Integer> found = List.of(1, 2, 3).iterator();

        int bound = FreePorts.bind(found::next, port -> {
            if (port < 3) {
                throw new IllegalStateException(new BindException());
            }
            return port;
        });

        assertThat(bound).isEqualTo(3);
        assertThatThrownBy(() -> FreePorts.bind(() -> 1, port -> {
            throw new IllegalStateException("no memory");
        })).hasMessage("no memory");
    }

    @Test
    void whoeverIsNeverLuckyHearsOfIt() {
        assertThatThrownBy(() -> FreePorts.bind(() -> 1, port -> {
            throw new IllegalStateException("Address already in use");
        })).hasMessage("Address already in use");
    }
}
