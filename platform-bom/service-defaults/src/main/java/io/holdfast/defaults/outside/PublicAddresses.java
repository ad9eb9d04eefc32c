package io.holdfast.defaults.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are in the public internet, by IANA's registries of special-purpose addresses. Of IPv6 only the part that is
 * handed out for it counts: loopback, link-local, private ones, and those that wrap an IPv4 address lie outside or are listed.
 */
final class PublicAddresses {

    private static final List<Range> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
                    // Also where clouds keep what their machines are, and their keys: 169.254.169.254.
                    "169.254.0.0/16",
                    // Azure's, which lies among the public ones.
                    "168.63.129.16/32",
                    "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
                    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
                    // Protocol assignments, among them Teredo, which wraps IPv4; documentation; 6to4, which wraps IPv4.
                    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
            .map(Range::of)
            .toList();
    private static final Range HANDED_OUT = Range.of("2000::/3");
    private static final int IPV4_BYTES = 4;

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (bytes.length == IPV4_BYTES || HANDED_OUT.contains(bytes))
                && NOT_PUBLIC.stream().noneMatch(range -> range.contains(bytes));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Range(byte[] first, int bits) {

        static Range of(String text) {
            int slash = text.indexOf('/');
            try {
                return new Range(
                        InetAddress.getByName(text.substring(0, slash)).getAddress(), Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text + " is no range of addresses", e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if ((address[bit / Byte.SIZE] & mask) != (first[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
