package io.holdfast.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.holdfast.defaults.access.Access;
import io.holdfast.defaults.access.Role;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Problem;
import io.holdfast.messaging.MessageContext;
import io.holdfast.messaging.Traces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The archive of a privacy export: each service's part as a readable JSON file, put together while it is downloaded. Events carry
 * nothing of a person, so the parts come from the services themselves, with the admin's own token, as the stores are now: no
 * second copy is kept anywhere, and who was erased meanwhile is not in it.
 */
@RestController
@Access(Role.ADMIN)
class PrivacyArchiveController {

    private static final Logger log = LoggerFactory.getLogger(PrivacyArchiveController.class);
    private static final String EXPORTS = "/api/v1/admin/privacy/exports/";
    private static final String PARTS = "/api/v1/admin/privacy/parts/";
    private static final String BOOKING = "booking-service";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Duration TO_CONNECT = Duration.ofSeconds(1);
    /** Until a service begins to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int PIECE = 16_384;
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private static final String README = """
            All that this business holds of one person, by the part of the platform that holds it.

            booking-service.json        bookings with what was said for them, the contact with the business's notes,
                                        the calendar feed, messages that could not be handled
            availability-service.json   bookings as they stand in the agendas of professionals
            payment-service.json        payments, captures and refunds
            matching-service.json       searches for a professional, and places in waiting lines
            notification-service.json   what was sent, preferences and browsers, addresses that bounced

            Instants are in UTC, amounts in minor units of their currency. Left out is what is there for programs
            alone, what proves a right (as hashes), and what is about other people.
            """;

    private final Map<String, URI> services = new LinkedHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TO_CONNECT).build();
    private final JsonMapper json = JsonMapper.shared();
    private final URI booking;
    private final Clock clock;

    PrivacyArchiveController(GatewaySettings to, Clock clock) {
        booking = to.booking();
        services.put(BOOKING, to.booking());
        services.put("availability-service", to.availability());
        services.put("payment-service", to.payment());
        services.put("matching-service", to.matching());
        services.put("notification-service", to.notification());
        this.clock = clock;
    }

    /**
     * The archive of an export that is done: a zip with a JSON file for each service and a README.txt. All services have to
     * answer before it begins; should one break off in the middle, the connection is cut, and what arrived is no sound zip.
     */
    @GetMapping("/api/v1/admin/privacy/exports/{id}/archive.zip")
    @Outcomes(problems = {"export-not-ready", "export-ended"})
    void archive(
            @PathVariable String id,
            @RequestHeader(HttpHeaders.AUTHORIZATION) String token,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        if (!ID.matcher(id).matches()) {
            throw Problem.notFound("export");
        }
        requireReady(id, token);
        requireAllThere(id, token);
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("export-" + id + ".zip").build().toString());
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try {
            write(id, token, response.getOutputStream());
        } catch (IOException e) {
            log.debug("Whoever asked for {} did not read all of it", id, e);
        }
    }

    private void requireReady(String id, String token) throws InterruptedException {
        HttpResponse<String> answer =
                send(BOOKING, request(booking.resolve(EXPORTS + id), token).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == HttpStatus.NOT_FOUND.value()) {
            throw Problem.notFound("export");
        }
        requireOk(BOOKING, answer);
        JsonNode job = json.readTree(answer.body());
        if (!Instant.parse(job.path("endsAt").asString("")).isAfter(clock.instant())) {
            throw Problem.gone("export-ended", "The export has ended. Please ask for another one.");
        }
        if (!job.path("status").asString("").equals("DONE")) {
            throw Problem.conflict("The export is not done yet.").with("code", "export-not-ready");
        }
    }

    /** Before a byte is sent: what lacks a part is no archive. */
    private void requireAllThere(String id, String token) throws InterruptedException {
        for (Map.Entry<String, URI> service : services.entrySet()) {
            HttpRequest head = request(service.getValue().resolve(PARTS + id), token).HEAD().build();
            HttpResponse<Void> answer = send(service.getKey(), head, HttpResponse.BodyHandlers.discarding());
            requireOk(service.getKey(), answer);
        }
    }

    private static void requireOk(String service, HttpResponse<?> answer) {
        if (answer.statusCode() != HttpStatus.OK.value()) {
            throw away(service, "it answered " + answer.statusCode());
        }
    }

    private static HttpRequest.Builder request(URI address, String token) {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).header(HttpHeaders.AUTHORIZATION, token);
        MessageContext context = MessageContext.current();
        Traces.headers().forEach(request::header);
        return context == null ? request : request.header(REQUEST_ID, context.correlationId());
    }

    private <T> HttpResponse<T> send(String service, HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            log.debug("{} cannot be asked", service, e);
            throw away(service, e.toString());
        }
    }

    private static Problem away(String service, String why) {
        log.warn("{} has no part for an archive: {}", service, why);
        return Problem.unavailable("A part of Holdfast does not answer just now. Please try again.", RETRY_AFTER);
    }

    /**
     * Reads one after the other, so that none waits for somebody to read it.
     *
     * @throws IOException when nobody reads any more
     */
    private void write(String id, String token, OutputStream to) throws IOException, InterruptedException {
        // Not closed where it fails: half a file must not end as if it were whole.
        var zip = new ZipOutputStream(to);
        zip.putNextEntry(new ZipEntry("README.txt"));
        zip.write(README.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        for (Map.Entry<String, URI> service : services.entrySet()) {
            HttpRequest get = request(service.getValue().resolve(PARTS + id), token).build();
            HttpResponse<InputStream> answer = send(service.getKey(), get, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream part = answer.body()) {
                requireOk(service.getKey(), answer);
                zip.putNextEntry(new ZipEntry(service.getKey() + ".json"));
                copy(service.getKey(), part, zip);
                zip.closeEntry();
            }
        }
        zip.finish();
        zip.flush();
    }

    /** @throws IllegalStateException when the part breaks off */
    private static void copy(String service, InputStream part, OutputStream zip) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int read = read(service, part, piece); read >= 0; read = read(service, part, piece)) {
            zip.write(piece, 0, read);
        }
    }

    private static int read(String service, InputStream part, byte[] piece) {
        try {
            return part.read(piece);
        } catch (IOException e) {
            throw new IllegalStateException("The part of " + service + " broke off", e);
        }
    }
}
