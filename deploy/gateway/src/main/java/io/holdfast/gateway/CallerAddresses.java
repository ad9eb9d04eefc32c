package io.holdfast.gateway;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The address that a request comes from. Behind proxies that are trusted it is the last one in {@code X-Forwarded-For}
 * that none of them added; what anybody else writes there is their own invention.
 */
final class CallerAddresses {

    /** A header of {@code X-Forwarded-For} is read no further; nobody has as many proxies. */
    private static final int LONGEST_FORWARDED = 2_000;

    private static final int PREFIX_BYTES = 8;
    // Literals only, as anything else would be looked up as a name; what has a colon never is.
    private static final Pattern LITERAL = Pattern.compile(
            "(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
                    + "|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,44}");

    private final List<Network> trusted;

    /** @param trustedProxies addresses and networks such as {@code 10.0.0.0/8} */
    CallerAddresses(List<String> trustedProxies) {
        this.trusted = Network.all(trustedProxies);
    }

    InetAddress of(HttpServletRequest request) {
        InetAddress nearest = parse(request.getRemoteAddr());
        if (nearest == null) {
            throw new IllegalStateException("The web server names no address");
        }
        List<String> forwarded = forwarded(request);
        for (int i = forwarded.size() - 1; i >= 0 && isTrusted(nearest); i--) {
            InetAddress before = parse(withoutPort(forwarded.get(i)));
            if (before == null) {
                break;
            }
            nearest = before;
        }
        return nearest;
    }

    /**
     * An address as it is counted: an IPv6 one by its network of 64 bits, all of which one subscriber has to choose from.
     */
    static String counted(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), PREFIX_BYTES), address.getAddress().length);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of 16 bytes is one", e);
        }
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static List<String> forwarded(HttpServletRequest request) {
        var all = new StringBuilder();
        for (Enumeration<String> values = request.getHeaders("X-Forwarded-For"); values.hasMoreElements(); ) {
            all.append(all.isEmpty() ? "" : ",").append(values.nextElement());
            if (all.length() > LONGEST_FORWARDED) {
                return List.of();
            }
        }
        return Arrays.stream(all.toString().split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    /** {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711} are seen as well. */
    private static String withoutPort(String text) {
        if (text.startsWith("[") && text.contains("]")) {
            return text.substring(1, text.indexOf(']'));
        }
        int colon = text.indexOf(':');
        return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
    }

    private static @Nullable InetAddress parse(String text) {
        String literal = text.indexOf('%') < 0 ? text : text.substring(0, text.indexOf('%'));
        if (!LITERAL.matcher(literal).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** A network in CIDR notation; one address is a network of its own. */
    record Network(byte[] prefix, int bits) {

        static List<Network> all(List<String> texts) {
            return texts.stream().filter(text -> !text.isBlank()).map(Network::of).toList();
        }

        static Network of(String text) {
            String[] parts = text.strip().split("/", 2);
            InetAddress address = parse(parts[0]);
            if (address == null) {
                throw new IllegalArgumentException("Neither an address nor a network: " + text);
            }
            byte[] bytes = address.getAddress();
            int bits = parts.length == 1 ? bytes.length * 8 : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > bytes.length * 8) {
                throw new IllegalArgumentException("Not a network's length: " + text);
            }
            return new Network(bytes, bits);
        }

        boolean contains(InetAddress address) {
            byte[] other = address.getAddress();
            if (other.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((other[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
