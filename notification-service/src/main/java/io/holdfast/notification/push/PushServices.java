package io.holdfast.notification.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

import org.springframework.stereotype.Component;

/**
 * The push services that messages may go to. Whoever subscribes names an address that our servers then send to; without
 * this list they could be sent into our own network.
 */
@Component
public class PushServices {

    private static final int LONGEST = 1_000;
    private static final int HTTPS = 443;

    private final List<String> allowed;

    PushServices(PushSettings settings) {
        this.allowed = settings.services().stream().map(service -> service.strip().toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether this is an endpoint of one of them. */
    public boolean isEndpoint(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        try {
            var endpoint = new URI(text);
            String scheme = endpoint.getScheme();
            String host = endpoint.getHost();
            if (scheme == null || host == null || endpoint.getRawUserInfo() != null || endpoint.getRawFragment() != null) {
                return false;
            }
            String origin = (scheme + "://" + host + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort())).toLowerCase(Locale.ROOT);
            boolean isHttps = scheme.equalsIgnoreCase("https") && (endpoint.getPort() < 0 || endpoint.getPort() == HTTPS);
            return allowed.stream().anyMatch(service -> service.contains("://")
                    ? service.equals(origin)
                    : isHttps && isBelow(host.toLowerCase(Locale.ROOT), service));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isBelow(String host, String service) {
        return service.startsWith("*.") ? host.endsWith(service.substring(1)) : host.equals(service);
    }
}
