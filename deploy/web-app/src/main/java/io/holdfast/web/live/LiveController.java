package io.holdfast.web.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.web.WebSettings;
import io.holdfast.web.api.RequestHeaders;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.UriUtils;

/**
 * {@code /b/{id}/live}: a booking's events for whoever has its cookie. {@code EventSource} cannot send the headers that the API
 * asks for. An event tells the page to load its parts again, so that there is one renderer.
 */
@Controller
@OpenToAll
class LiveController {

    private static final Logger log = LoggerFactory.getLogger(LiveController.class);
    private static final Duration FIRST_BYTE = Duration.ofSeconds(20);

    private final HttpClient connections;
    private final RequestHeaders headers;
    private final OpenStreams streams;
    private final URI api;

    LiveController(HttpClient connections, RequestHeaders headers, OpenStreams streams, WebSettings settings) {
        this.connections = connections;
        this.headers = headers;
        this.streams = streams;
        this.api = settings.api();
    }

    @GetMapping("/b/{id}/live")
    void booking(@PathVariable String id, HttpServletResponse response) throws IOException, InterruptedException {
        String path = "/api/v1/bookings/" + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8) + "/stream";
        var request = HttpRequest.newBuilder(api.resolve(path)).timeout(FIRST_BYTE);
        var given = new HttpHeaders();
        headers.addTo(given);
        given.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        request.header(HttpHeaders.ACCEPT, MediaType.TEXT_EVENT_STREAM_VALUE);
        HttpResponse<InputStream> answer;
        try {
            answer = connections.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            log.debug("The API does not answer for {}: {}", path, e.toString());
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        if (answer.statusCode() != HttpStatus.OK.value()) {
            answer.body().close();
            response.setStatus(answer.statusCode());
            return;
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        streams.pass(answer.body(), response.getOutputStream());
    }
}
