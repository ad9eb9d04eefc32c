package io.holdfast.endtoend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates the addresses of compose's network into addresses of this machine. What it does not know it refuses, so
 * that a wrong name or port in {@code docker-compose.yml} is found here and not by whoever starts it.
 */
final class NetworkMap {

    private static final Pattern URI = Pattern.compile("([a-z][a-z0-9+.-]*)://([^/?]*)(.*)");
    private static final Pattern BARE = Pattern.compile("[A-Za-z][\\w.-]*:\\d+");

    private final Set<String> hosts;
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, String> uris = new LinkedHashMap<>();

    /** @param hosts all names in compose's network */
    NetworkMap(Set<String> hosts) {
        this.hosts = hosts;
    }

    /** {@code theirs} is reached as {@code ours}; both {@code host:port}, ours may be several of them. */
    NetworkMap address(String theirs, String ours) {
        addresses.put(theirs, ours);
        return this;
    }

    NetworkMap address(String theirs, int port) {
        return address(theirs, "127.0.0.1:" + port);
    }

    /** URIs to {@code theirs} become this whole one: another server may need other options and a password. */
    NetworkMap uri(String theirs, String whole) {
        uris.put(theirs, whole);
        return this;
    }

    /** The environment of a service on this machine. */
    Map<String, String> translate(ComposeFile.Service service) {
        var translated = new LinkedHashMap<String, String>();
        service.environment()
                .forEach((variable, value) -> translated.put(variable, translate(service, variable, value)));
        return translated;
    }

    private String translate(ComposeFile.Service service, String variable, String value) {
        if (variable.equals(service.portVariable())) {
            return portOf(require(service, variable, service.address()));
        }
        if (variable.equals(ComposeFile.MANAGEMENT_PORT)) {
            return portOf(require(service, variable, service.managementAddress()));
        }
        if (variable.endsWith("_HOST")) {
            return hostOf(require(service, variable, value + ":" + companion(service, variable, "_HOST", "_PORT")));
        }
        if (variable.endsWith("_PORT")) {
            return portOf(require(service, variable, companion(service, variable, "_PORT", "_HOST") + ":" + value));
        }
        Matcher uri = URI.matcher(value);
        if (uri.matches()) {
            String whole = uris.get(uri.group(2));
            return whole != null
                    ? whole
                    : uri.group(1) + "://" + require(service, variable, uri.group(2)) + uri.group(3);
        }
        if (BARE.matcher(value).matches()) {
            return require(service, variable, value);
        }
        if (hosts.contains(value)) {
            throw unknown(service, variable, value);
        }
        return value;
    }

    private String require(ComposeFile.Service service, String variable, String address) {
        String ours = addresses.get(address);
        if (ours == null) {
            throw unknown(service, variable, address);
        }
        return ours;
    }

    private static String companion(ComposeFile.Service service, String variable, String end, String otherEnd) {
        String other = variable.substring(0, variable.length() - end.length()) + otherEnd;
        String value = service.environment().get(other);
        if (value == null) {
            throw new AssertionError(
                    "docker-compose.yml gives " + service.name() + " the variable " + variable + " without " + other);
        }
        return value;
    }

    private AssertionError unknown(ComposeFile.Service service, String variable, String address) {
        return new AssertionError("docker-compose.yml gives " + service.name() + " " + variable + "=" + address
                + ", where nothing listens; known are " + addresses.keySet() + " and " + uris.keySet());
    }

    private static String hostOf(String address) {
        return address.substring(0, address.lastIndexOf(':'));
    }

    private static String portOf(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }
}
