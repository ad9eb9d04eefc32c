package io.holdfast.defaults.outside;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import okhttp3.HttpUrl;

/**
 * Where addresses may lead that somebody names and our servers then call, from within our network: they must be reached by
 * https and lie in the public internet, unless the operator allows their origin. Said here, when one is registered, so that
 * whoever does learns of it; held by {@link GuardedSockets}, when it is called.
 */
public final class OutsideTargets {

    /** What there is to say of an address. */
    public enum Judgement {
        ALLOWED,
        /** Not by https. */
        INSECURE,
        /** The host has no address. */
        UNKNOWN,
        /** Not in the public internet. */
        PRIVATE
    }

    private final List<String> allowed;
    private final HostAddresses addresses;

    /** @param allowed origins such as {@code http://127.0.0.1:9000}, without a port any, that may be called whatever they are */
    public OutsideTargets(List<String> allowed, HostAddresses addresses) {
        this.allowed = allowed.stream().map(origin -> origin.strip().toLowerCase(Locale.ROOT)).toList();
        this.addresses = addresses;
    }

    /** Names are looked up as everybody does. */
    public static HostAddresses dns() {
        return host -> List.of(InetAddress.getAllByName(host));
    }

    /** How a name is looked up, here and when it is called. */
    HostAddresses addresses() {
        return addresses;
    }

    /**
     * An address that can be called at all, without user and fragment; whether it may be is another question.
     *
     * @param longest in characters
     */
    public static Optional<HttpUrl> parse(String text, int longest) {
        if (text.length() > longest) {
            return Optional.empty();
        }
        try {
            var uri = new URI(text);
            HttpUrl url = HttpUrl.get(uri);
            String host = uri.getHost();
            if (url == null || host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return Optional.empty();
            }
            return isSameHost(host, url.host()) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Two readers of an address, who must mean the same by it: what one takes for a number the other may take for a name.
     * IPv6 has several ways to be written, and both know it by its brackets.
     */
    private static boolean isSameHost(String one, String other) {
        return one.startsWith("[") || one.equalsIgnoreCase(other);
    }

    /** Whether our servers call this address; looks its host up. */
    public Judgement judge(HttpUrl url) {
        if (isAllowed(url)) {
            return Judgement.ALLOWED;
        }
        if (!url.isHttps()) {
            return Judgement.INSECURE;
        }
        try {
            List<InetAddress> found = addresses.of(url.host());
            return !found.isEmpty() && found.stream().allMatch(PublicAddresses::contain)
                    ? Judgement.ALLOWED
                    : Judgement.PRIVATE;
        } catch (UnknownHostException e) {
            return Judgement.UNKNOWN;
        }
    }

    /** Whether the operator allows this origin, whatever it is. */
    boolean isAllowed(HttpUrl url) {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        String anyPort = url.scheme() + "://" + host;
        return allowed.contains(anyPort) || allowed.contains(anyPort + ":" + url.port());
    }
}
