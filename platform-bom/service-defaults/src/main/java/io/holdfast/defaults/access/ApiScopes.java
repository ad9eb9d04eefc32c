package io.holdfast.defaults.access;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an API key may: {@code bookings:read}, {@code webhooks:write}, {@code *:read}. The first word is that of the path
 * ({@code /api/v1/bookings/…} and {@code /api/v1/admin/bookings/…} are bookings); writing includes reading.
 */
public final class ApiScopes {

    private static final Pattern SCOPE = Pattern.compile("(\\*|[a-z][a-z-]{0,39}):(read|write)");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String API = "/api/v1/";
    private static final String ADMINS = "admin/";
    private static final int LONGEST = 50;

    /** No key makes another, or it would outlive its own end. */
    private static final String KEYS = "api-keys";

    private ApiScopes() {}

    /** Whether it can be one. */
    public static boolean isScope(String text) {
        return text.length() <= LONGEST && SCOPE.matcher(text).matches();
    }

    /** Whether a request with this method changes nothing. */
    static boolean isReading(String method) {
        return READING.contains(method);
    }

    /** The scope that a request needs; empty for what is no part of the API. */
    static String needed(String method, String path) {
        if (!path.startsWith(API)) {
            return "";
        }
        String rest = path.substring(API.length());
        String below = rest.startsWith(ADMINS) ? rest.substring(ADMINS.length()) : rest;
        int slash = below.indexOf('/');
        return (slash < 0 ? below : below.substring(0, slash)) + ":" + (isReading(method) ? "read" : "write");
    }

    /** Whether somebody with these scopes may do what needs that one. */
    static boolean allow(Collection<String> scopes, String needed) {
        if (needed.isEmpty()) {
            return true;
        }
        int colon = needed.lastIndexOf(':');
        String resource = needed.substring(0, colon);
        boolean reads = needed.endsWith(":read");
        return !resource.equals(KEYS)
                && (scopes.contains(needed)
                        || scopes.contains(resource + ":write")
                        || scopes.contains("*:write")
                        || (reads && scopes.contains("*:read")));
    }
}
