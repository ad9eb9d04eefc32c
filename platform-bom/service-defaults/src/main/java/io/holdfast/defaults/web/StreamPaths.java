package io.holdfast.defaults.web;

import java.util.List;

/** How the path of a stream of server-sent events ends: of all of them, those of the API and those of the web app, and of nothing else. */
public final class StreamPaths {

    private static final List<String> ENDS = List.of("/stream", "/live");

    private StreamPaths() {}

    public static boolean isStream(String path) {
        return ENDS.stream().anyMatch(path::endsWith);
    }
}
