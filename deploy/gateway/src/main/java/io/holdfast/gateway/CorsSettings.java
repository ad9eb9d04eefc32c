package io.holdfast.gateway;

import java.net.URI;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code gateway.cors.*}
 *
 * @param origins whose pages may call the API from a browser, such as {@code https://book.example.com}: scheme, host and
 *     port, nothing else; none by default. Pages that the gateway serves itself need not be named
 */
@Validated
@ConfigurationProperties("gateway.cors")
record CorsSettings(@DefaultValue List<String> origins) {

    CorsSettings {
        origins = origins.stream().map(String::strip).filter(origin -> !origin.isEmpty()).map(CorsSettings::checked).toList();
    }

    private static String checked(String origin) {
        URI uri = URI.create(origin);
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        String path = uri.getRawPath();
        if (!web || uri.getHost() == null || uri.getRawUserInfo() != null || (path != null && !path.isEmpty())
                || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "gateway.cors.origins wants origins such as https://book.example.com, and not: " + origin);
        }
        return origin;
    }
}
