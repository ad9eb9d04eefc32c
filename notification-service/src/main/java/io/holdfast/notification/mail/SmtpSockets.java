package io.holdfast.notification.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

import jakarta.mail.Session;

/**
 * Sockets that an interrupt closes, as those of channels are. A platform thread that reads from any other does not hear
 * an interrupt, and a conversation that was given up would go on.
 */
final class SmtpSockets extends SocketFactory {

    static void provideFor(Session session) {
        session.getProperties().put("mail.smtp.socketFactory", new SmtpSockets());
        // Otherwise a server that is away would be asked twice, the second time over a socket that nobody closes.
        session.getProperties().put("mail.smtp.socketFactory.fallback", "false");
    }

    @Override
    public Socket createSocket() throws IOException {
        return SocketChannel.open().socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private static Socket connected(InetSocketAddress server) throws IOException {
        return SocketChannel.open(server).socket();
    }
}
