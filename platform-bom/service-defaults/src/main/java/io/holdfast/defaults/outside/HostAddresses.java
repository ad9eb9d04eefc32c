package io.holdfast.defaults.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where hosts are. A port, so that a test can say of a name that it leads somewhere else by now. */
@FunctionalInterface
public interface HostAddresses {

    /** @throws UnknownHostException when there is no such host, or nobody can say */
    List<InetAddress> of(String host) throws UnknownHostException;
}
