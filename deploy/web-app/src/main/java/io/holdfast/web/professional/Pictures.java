package io.holdfast.web.professional;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of pictures that the API keeps: pages show them from where they are themselves. */
final class Pictures {

    private static final Pattern OURS =
            Pattern.compile("https?://[^/]{1,260}(/api/v1/professionals/[a-z0-9-]{1,60}/avatar[?][A-Za-z0-9&=._~-]{1,200})");

    private Pictures() {}

    static boolean isOurs(String address) {
        return OURS.matcher(address).matches();
    }

    /** Without the host, which may be called otherwise by whoever looks. */
    static String path(String address) {
        Matcher found = OURS.matcher(address);
        if (!found.matches()) {
            throw new IllegalArgumentException("Not a picture of ours: " + address);
        }
        return found.group(1);
    }
}
