package io.holdfast.messaging.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.net.spi.InetAddressResolverProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Lets tests of this module say which of the names ending in {@value #SUFFIX} are known, as a name server would. */
public final class NamesOfTests extends InetAddressResolverProvider {

    static final String SUFFIX = ".holdfast-test";

    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    /** Makes the name mean this machine. The JVM remembers for 10 s that a name was unknown. */
    static void learn(String name) {
        KNOWN.add(name);
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        InetAddressResolver system = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                if (!host.endsWith(SUFFIX)) {
                    return system.lookupByName(host, policy);
                }
                if (!KNOWN.contains(host)) {
                    throw new UnknownHostException(host);
                }
                return Stream.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return system.lookupByAddress(address);
            }
        };
    }

    @Override
    public String name() {
        return "names of tests";
    }
}
