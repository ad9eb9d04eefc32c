package io.holdfast.defaults.outside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that connect to public addresses only. This is where it counts: whatever a name led to when it was
 * registered, and however the address was written, the one that is connected to now is looked at, and no other is asked for.
 */
final class GuardedSockets extends SocketFactory {

    /** It would have led into a network that is not everybody's. */
    static final class ForbiddenTarget extends IOException {

        private static final long serialVersionUID = 1L;

        ForbiddenTarget() {
            super("The address is not public");
        }
    }

    @Override
    public Socket createSocket() {
        // No proxy of the JVM's either: it would be who connects.
        return new Socket(Proxy.NO_PROXY) {
            @Override
            public void connect(SocketAddress endpoint) throws IOException {
                connect(endpoint, 0);
            }

            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                if (!(endpoint instanceof InetSocketAddress internet)
                        || internet.isUnresolved()
                        || !PublicAddresses.contain(internet.getAddress())) {
                    throw new ForbiddenTarget();
                }
                super.connect(endpoint, timeout);
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localAddress, int localPort) throws IOException {
        return createSocket(host, port);
    }
}
