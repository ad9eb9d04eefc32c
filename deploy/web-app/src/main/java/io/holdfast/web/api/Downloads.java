package io.holdfast.web.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Files of any length: they are read as they come, and nobody holds them whole. */
@Component
public final class Downloads {

    private static final Duration FIRST_BYTE = Duration.ofSeconds(20);
    private static final Duration USUAL_RETRY = Duration.ofSeconds(2);

    private final HttpClient connections;
    private final RequestHeaders headers;
    private final URI api;

    Downloads(HttpClient connections, RequestHeaders headers, @Value("${web.api}") URI api) {
        this.connections = connections;
        this.headers = headers;
        this.api = api;
    }

    /**
     * The file at that address, for whoever looks; to be closed.
     *
     * @param address path and query, encoded
     * @throws ApiProblem when there is none for them
     */
    public InputStream open(String address) throws IOException {
        var request = HttpRequest.newBuilder(api.resolve(address)).timeout(FIRST_BYTE);
        var given = new HttpHeaders();
        headers.addTo(given);
        given.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        HttpResponse<InputStream> answer;
        try {
            answer = connections.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for a file");
        } catch (IOException e) {
            throw ApiProblem.silence(e, USUAL_RETRY);
        }
        if (answer.statusCode() != HttpStatus.OK.value()) {
            answer.body().close();
            throw new ApiProblem(answer.statusCode(), "status-" + answer.statusCode(), "There is no such file.", List.of(), null);
        }
        return answer.body();
    }
}
