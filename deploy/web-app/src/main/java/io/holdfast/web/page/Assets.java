package io.holdfast.web.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The files that pages load: ours from {@code static/}, and what we need of the WebJars. All of it is read and compressed
 * once, and its version is in each address, so that browsers may keep it for good.
 */
@Component
public final class Assets {

    private static final String WEBJARS = "classpath:META-INF/resources/webjars/";
    /** The style sheet of all pages; any other of {@code static/css} is one of its own, for the pages that ask for it. */
    private static final List<String> STYLE = List.of("tokens.css", "base.css", "parts.css");
    private static final int VERSION_LENGTH = 12;

    private final Map<String, Asset> all = new TreeMap<>();
    private final String version;

    /** One file, as it is and compressed. */
    record Asset(byte[] bytes, byte[] compressed, String type) {}

    Assets() {
        var resources = new PathMatchingResourcePatternResolver();
        try {
            var style = new StringBuilder();
            // In a layer, so that whatever we say comes after it, however particular its own rules are.
            style.append("@layer pico{").append(text(resources.getResource(WEBJARS + "picocss__pico/2.1.1/css/pico.min.css"))
                    .replace("@charset \"UTF-8\";", "")).append("}\n");
            for (String name : STYLE) {
                style.append(text(resources.getResource("classpath:static/css/" + name))).append('\n');
            }
            add("app.css", style.toString());
            add("chart.js", text(resources.getResource(WEBJARS + "chart.js/4.5.1/dist/chart.umd.min.js")));
            add("htmx.js", text(resources.getResource(WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js")));
            // Islands on pages for professionals and admins only.
            add("fullcalendar.js", text(resources.getResource(WEBJARS + "fullcalendar/6.1.15/index.global.min.js")));
            for (String language : List.of("he", "hi")) {
                add("fullcalendar-" + language + ".js", text(resources.getResource(
                        WEBJARS + "fullcalendar__core/6.1.21/locales/" + language + ".global.min.js")));
            }
            for (String pattern : List.of("classpath*:static/css/*.css", "classpath*:static/js/*.js", "classpath*:static/*.svg")) {
                for (Resource resource : resources.getResources(pattern)) {
                    String name = String.valueOf(resource.getFilename());
                    if (!STYLE.contains(name)) {
                        add(name, text(resource));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.version = versionOf(all);
    }

    /** The address of a file, as it is in this version. */
    public String address(String name) {
        if (!all.containsKey(name)) {
            throw new IllegalArgumentException("There is no " + name + "; there are " + all.keySet());
        }
        return "/assets/" + version + "/" + name;
    }

    boolean isCurrent(String asked) {
        return version.equals(asked);
    }

    Optional<Asset> find(String name) {
        return Optional.ofNullable(all.get(name));
    }

    /** Names of all files, for tests. */
    public Iterable<String> names() {
        return all.keySet();
    }

    private void add(String name, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        all.put(name, new Asset(bytes, compressed.toByteArray(), typeOf(name)));
    }

    private static String text(Resource resource) throws IOException {
        return resource.getContentAsString(StandardCharsets.UTF_8);
    }

    private static String typeOf(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css;charset=UTF-8";
            case "js" -> "text/javascript;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("No type is known for " + name);
        };
    }

    private static String versionOf(Map<String, Asset> all) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            all.forEach((name, asset) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(asset.bytes());
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
