package io.holdfast.loadtests.pages;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpServer;
import io.holdfast.loadtests.pages.PageLook.Figures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The same code that measures, on a page whose weight is known. */
class PageLookTest {

    @Test
    void aPageWeighsWhatItSends() throws Exception {
        Path chromium = Devtools.installed().orElse(null);
        assumeTrue(chromium != null, "There is no Chromium on this machine");
        String text = "<!doctype html><title>x</title><link rel=icon href=/icon><p>" + "shown ".repeat(5_000);
        byte[] page = text.getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestURI().getPath().equals("/") ? page : new byte[] {1};
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try (Devtools browser = Devtools.start(chromium)) {
            Figures figures = PageLook.at(browser, URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), null);

            assertThat(figures.bytes()).isBetween((long) page.length, page.length + 2_000L);
            assertThat(figures.requests()).isBetween(1, 2);
            // A round trip at least, and 30 KB at 200 KB a second.
            assertThat(figures.firstPaint()).isBetween(150.0, 120_000.0);
        } finally {
            server.stop(0);
        }
    }
}
