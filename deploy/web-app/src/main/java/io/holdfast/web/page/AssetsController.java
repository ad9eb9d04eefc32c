package io.holdfast.web.page;

import java.time.Duration;

import io.holdfast.defaults.access.OpenToAll;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** {@code /assets/{version}/{name}}: files that browsers keep. */
@Controller
@OpenToAll
class AssetsController {

    private static final CacheControl FOR_GOOD = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final CacheControl A_WHILE = CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

    private final Assets assets;

    AssetsController(Assets assets) {
        this.assets = assets;
    }

    /** What other sites load, by an address that stays. */
    @GetMapping("/embed.js")
    ResponseEntity<byte[]> embed(
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String encodings) {
        return assets.find("embed.js")
                .map(script -> answer(script, encodings, A_WHILE))
                .orElseThrow(NotThere::new);
    }

    @GetMapping("/assets/{version}/{name}")
    ResponseEntity<byte[]> asset(
            @PathVariable String version,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String encodings) {
        Assets.Asset asset = assets.find(name).orElse(null);
        if (asset == null) {
            return ResponseEntity.notFound().build();
        }
        // A page of the version before, while instances are replaced, gets today's file, and asks again the next time.
        return answer(asset, encodings, assets.isCurrent(version) ? FOR_GOOD : CacheControl.noCache());
    }

    private static ResponseEntity<byte[]> answer(Assets.Asset asset, @Nullable String encodings, CacheControl kept) {
        boolean compressed = encodings != null && encodings.contains("gzip");
        var answer = ResponseEntity.ok()
                .cacheControl(kept)
                .header(HttpHeaders.CONTENT_TYPE, asset.type())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (compressed) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.body(compressed ? asset.compressed() : asset.bytes());
    }
}
