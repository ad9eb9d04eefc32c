package io.holdfast.platform;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the embedded platform listens and keeps its data.
 *
 * @param port the gateway's port on loopback; 0 takes any free one
 * @param home the folder of all data; survives restarts
 * @param demoWeek whether an empty home begins with a week of bookings, instead of with none
 */
public record PlatformSettings(int port, Path home, boolean demoWeek) {

    /** One that begins without bookings. */
    public PlatformSettings(int port, Path home) {
        this(port, home, false);
    }

    public PlatformSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("HOLDFAST_PORT must be between 0 and 65535, not " + port + ".");
        }
        home = home.toAbsolutePath().normalize();
    }

    /**
     * {@code HOLDFAST_PORT} (8080), {@code HOLDFAST_HOME} ({@code .holdfast} in the working directory) and
     * {@code HOLDFAST_DEMO_WEEK} ({@code true}).
     *
     * @throws IllegalArgumentException with a sentence for the user when one of them makes no sense
     */
    public static PlatformSettings fromEnvironment(Map<String, String> environment) {
        String port = environment.getOrDefault("HOLDFAST_PORT", "8080");
        String home = environment.getOrDefault("HOLDFAST_HOME", ".holdfast");
        String week = environment.getOrDefault("HOLDFAST_DEMO_WEEK", "true");
        if (!week.equals("true") && !week.equals("false")) {
            throw new IllegalArgumentException("HOLDFAST_DEMO_WEEK must be true or false, not '" + week + "'.");
        }
        try {
            return new PlatformSettings(Integer.parseInt(port), Path.of(home), Boolean.parseBoolean(week));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("HOLDFAST_PORT must be a number, not '" + port + "'.", e);
        }
    }
}
