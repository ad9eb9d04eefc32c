package io.holdfast.notification.webhooks;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.holdfast.defaults.web.Problem;
import okhttp3.HttpUrl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Where webhooks may lead. Admins of any tenant name an address that our servers then call, from within our network: it must be
 * reached by https and lie in the public internet, unless the operator allows its origin. Said here, when it is registered, so
 * that its admin learns of it; held by {@link GuardedSockets}, when it is called.
 */
@Component
class WebhookTargets {

    static final int LONGEST = 1_000;

    private final List<String> allowed;
    private final HostAddresses addresses;

    WebhookTargets(WebhookSettings settings, ObjectProvider<HostAddresses> addresses) {
        this.allowed = settings.allowed().stream().map(origin -> origin.strip().toLowerCase(Locale.ROOT)).toList();
        this.addresses = addresses.getIfAvailable(() -> host -> List.of(InetAddress.getAllByName(host)));
    }

    /** How a name is looked up, here and when it is called. */
    HostAddresses addresses() {
        return addresses;
    }

    /** An address that can be called at all; whether it may be is another question. */
    static Optional<HttpUrl> parse(String text) {
        if (text.length() > LONGEST) {
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

    /** @throws Problem 422 when our servers do not call this address */
    void require(HttpUrl url) {
        if (isAllowed(url)) {
            return;
        }
        if (!url.isHttps()) {
            throw Problem.rule("webhook-target-insecure", "Webhooks are sent by https only.");
        }
        List<InetAddress> found;
        try {
            found = addresses.of(url.host());
        } catch (UnknownHostException e) {
            throw Problem.rule("webhook-target-unknown", "The host of this address cannot be found.");
        }
        if (found.isEmpty() || !found.stream().allMatch(PublicAddresses::contain)) {
            throw Problem.rule("webhook-target-private", "This address does not lie in the public internet.");
        }
    }

    /** Whether the operator allows this origin, whatever it is. */
    boolean isAllowed(HttpUrl url) {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        String anyPort = url.scheme() + "://" + host;
        return allowed.contains(anyPort) || allowed.contains(anyPort + ":" + url.port());
    }
}
