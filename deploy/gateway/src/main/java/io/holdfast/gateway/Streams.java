package io.holdfast.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import io.holdfast.defaults.web.StreamPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/**
 * Server-sent events on their way through. The proxy passes each chunk of {@code text/event-stream} on as it comes, and
 * the headers with the first one. Two things would go wrong without what is here:
 * <ul>
 *   <li>Spring's read timeout on the JDK's client is a limit for the whole answer, so every stream would end with it.
 *       Streams have none.
 *   <li>Spring's response reads on to its end when it is closed. A stream has no end: whoever closed a page would leave
 *       a thread and a connection here, and a reader in the service that never goes away. A stream is cut off instead.
 * </ul>
 * That a reader has gone shows when something is written to them: the services send heartbeats into quiet streams.
 */
@Configuration(proxyBeanMethods = false)
class Streams {

    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    @Bean
    ClientHttpRequestFactory requestsToServices(ClientHttpRequestFactoryBuilder<?> clients, HttpClientSettings settings) {
        ClientHttpRequestFactory ordinary = passingBytes(clients.build(settings));
        ClientHttpRequestFactory streaming = new InterceptingClientHttpRequestFactory(
                passingBytes(clients.build(settings.withReadTimeout(null))),
                List.of((request, body, execution) -> new Endless(execution.execute(request, body))));
        return (uri, method) -> {
            String path = uri.getPath();
            return (path != null && StreamPaths.isStream(path) ? streaming : ordinary).createRequest(uri, method);
        };
    }

    /** What a service has compressed stays so: Spring's client would unpack it, and nobody here pack it again. */
    private static ClientHttpRequestFactory passingBytes(ClientHttpRequestFactory requests) {
        if (requests instanceof JdkClientHttpRequestFactory jdk) {
            jdk.enableCompression(false);
        }
        return requests;
    }

    /** An answer that is cut off where it is closed. */
    private record Endless(ClientHttpResponse answer) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return answer.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return answer.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return answer.getHeaders();
        }

        @Override
        public InputStream getBody() throws IOException {
            return answer.getBody();
        }

        @Override
        public void close() {
            try {
                // Closes the connection; not the answer's own close, which reads on first.
                answer.getBody().close();
            } catch (IOException e) {
                log.debug("A stream had broken off before it was closed", e);
            }
        }
    }
}
