package io.holdfast.web.admin.part;

import java.io.IOException;
import java.io.InputStream;

import io.holdfast.web.api.Downloads;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Hands on a file of the API as it comes. */
@Component
public final class Files {

    private final Downloads downloads;

    Files(Downloads downloads) {
        this.downloads = downloads;
    }

    /**
     * @param address at the API, path and query, encoded
     * @param name    under which browsers keep it
     */
    public void send(HttpServletResponse response, String address, String type, String name) throws IOException {
        try (InputStream file = downloads.open(address)) {
            response.setContentType(type);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            file.transferTo(response.getOutputStream());
        }
    }
}
