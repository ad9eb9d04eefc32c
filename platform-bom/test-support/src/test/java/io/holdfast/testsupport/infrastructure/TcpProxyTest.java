package io.holdfast.testsupport.infrastructure;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TcpProxyTest {

    private static final int SILENCE_MILLIS = 200;

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void serverThatRepeatsWhatItHears() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket client = echo.accept();
                    Thread.ofPlatform().daemon().start(() -> {
                        try (client) {
                            client.getInputStream().transferTo(client.getOutputStream());
                        } catch (IOException e) {
                            // The client is gone.
                        }
                    });
                } catch (IOException e) {
                    return;
                }
            }
        });
        proxy = TcpProxy.to("127.0.0.1", echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passes() throws IOException {
        try (Socket client = connect()) {
            assertThat(answerTo(client, 'a')).isEqualTo('a');
        }
    }

    @Test
    void swallowedConnectionsStaySilentAndNewOnesPass() throws IOException {
        try (Socket old = connect()) {
            assertThat(answerTo(old, 'a')).isEqualTo('a');
            proxy.swallow();
            assertThatThrownBy(() -> answerTo(old, 'b')).isInstanceOf(SocketTimeoutException.class);
            try (Socket fresh = connect()) {
                assertThat(answerTo(fresh, 'c')).isEqualTo('c');
            }
            proxy.pass();
            assertThatThrownBy(() -> answerTo(old, 'd')).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void frozenConnectionsGoOnWithWhatWasHeldBack() throws IOException {
        try (Socket client = connect()) {
            assertThat(answerTo(client, 'a')).isEqualTo('a');
            proxy.freeze();
            assertThatThrownBy(() -> answerTo(client, 'b')).isInstanceOf(SocketTimeoutException.class);
            try (Socket fresh = connect()) {
                assertThatThrownBy(() -> answerTo(fresh, 'c')).isInstanceOf(SocketTimeoutException.class);
                proxy.pass();
                client.setSoTimeout(5_000);
                assertThat(client.getInputStream().read()).isEqualTo('b');
                fresh.setSoTimeout(5_000);
                assertThat(fresh.getInputStream().read()).isEqualTo('c');
            }
        }
    }

    @Test
    void refusedConnectionsEndAndAreTakenAgainLater() throws IOException {
        try (Socket client = connect()) {
            assertThat(answerTo(client, 'a')).isEqualTo('a');
            proxy.refuse();
            client.setSoTimeout(5_000);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
        proxy.pass();
        try (Socket again = connect()) {
            again.setSoTimeout(5_000);
            again.getOutputStream().write('b');
            assertThat(again.getInputStream().read()).isEqualTo('b');
        }
    }

    private Socket connect() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(SILENCE_MILLIS);
        return client;
    }

    private static int answerTo(Socket client, int letter) throws IOException {
        client.getOutputStream().write(letter);
        return client.getInputStream().read();
    }
}
