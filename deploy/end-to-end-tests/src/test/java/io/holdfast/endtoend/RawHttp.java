package io.holdfast.endtoend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sends requests byte for byte, also those that no HTTP client would send, each on a connection of its own. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;

    RawHttp(String url) {
        this.port = URI.create(url).getPort();
    }

    /** One header of a request; the value's characters are bytes. */
    record Header(String name, String value) {}

    /** @param target the path with its query, its characters are bytes */
    record Request(String method, String target, List<Header> headers, byte[] body) {

        byte[] bytes() {
            var head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
            headers.forEach(header -> head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
            var all = new ByteArrayOutputStream();
            all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(body);
            return all.toByteArray();
        }

        @Override
        public String toString() {
            String text = new String(bytes(), StandardCharsets.ISO_8859_1);
            return text.length() <= 1_500 ? text : text.substring(0, 1_500) + "… (" + text.length() + " bytes)";
        }
    }

    /** @param body empty for a stream, of which only the head is read */
    record Answer(int status, List<Header> headers, String body) {

        List<String> all(String name) {
            return headers.stream().filter(h -> h.name().equalsIgnoreCase(name)).map(Header::value).toList();
        }

        String first(String name) {
            return all(name).stream().findFirst().orElse("");
        }
    }

    Answer send(Request request) throws IOException {
        return send(request.bytes(), request.method().equals("HEAD"));
    }

    Answer send(byte[] request, boolean withoutBody) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            try {
                socket.getOutputStream().write(request);
                // Else what promises more than it holds would be waited for.
                socket.shutdownOutput();
            } catch (IOException e) {
                // It may have been refused before all of it was sent; the answer is there nevertheless.
                return read(new BufferedInputStream(socket.getInputStream()), withoutBody);
            }
            return read(new BufferedInputStream(socket.getInputStream()), withoutBody);
        }
    }

    private static Answer read(InputStream in, boolean withoutBody) throws IOException {
        int status;
        List<Header> headers;
        do {
            String statusLine = line(in);
            status = Integer.parseInt(statusLine.split(" ")[1]);
            headers = new ArrayList<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
            }
        } while (status == 100);
        var head = new Answer(status, headers, "");
        boolean stream = head.first("Content-Type").startsWith("text/event-stream");
        return withoutBody || stream || status == 204 || status == 304
                ? head
                : new Answer(status, headers, new String(body(in, head), StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, Answer head) throws IOException {
        if (!head.first("Content-Length").isEmpty()) {
            return in.readNBytes(Integer.parseInt(head.first("Content-Length")));
        }
        if (!head.first("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
            return in.readAllBytes();
        }
        var body = new ByteArrayOutputStream();
        for (int size = chunk(in); size > 0; size = chunk(in)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The connection ended in the middle of an answer, after: " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
