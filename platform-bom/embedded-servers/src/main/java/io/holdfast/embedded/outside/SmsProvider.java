package io.holdfast.embedded.outside;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import io.holdfast.embedded.outside.LoopbackHttp.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An SMS provider on loopback that speaks the Messages resource of Twilio's API (version 2010-04-01): creates messages,
 * lists them by number and day, and refuses with Twilio's codes. Nothing is delivered. As with Twilio's test
 * credentials, some numbers are refused: {@code +15005550001} (invalid, 21211), {@code +15005550004} (unsubscribed,
 * 21610) and {@code +15005550009} (cannot receive, 21614).
 */
public final class SmsProvider implements AutoCloseable {
    private static final String VERSION = "2010-04-01";
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final int LONGEST_BODY = 1_600;
    private static final int MOST_LISTED = 50;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.RFC_1123_DATE_TIME;
    /** Each character of GSM 03.38's basic alphabet is seven bits of a segment, its extension two of those. */
    private static final String GSM =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
                    + "abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String GSM_EXTENSION = "^{}\\[~]|€";

    private final String accountSid;
    private final byte[] credentials;
    private final SmsStore store;
    private final Clock clock;
    private final LoopbackHttp http;

    private SmsProvider(int port, String accountSid, String authToken, SmsStore store, Clock clock) {
        this.accountSid = accountSid;
        this.credentials = ("Basic " + Base64.getEncoder().encodeToString((accountSid + ":" + authToken).getBytes(UTF_8)))
                .getBytes(UTF_8);
        this.store = store;
        this.clock = clock;
        this.http = LoopbackHttp.start(port, this::answer);
    }

    /** Starts a provider with one account; port 0 means any free one. */
    public static SmsProvider start(int port, String accountSid, String authToken, SmsStore store, Clock clock) {
        return new SmsProvider(port, accountSid, authToken, store, clock);
    }

    /** What stands in for {@code https://api.twilio.com}. */
    public URI url() {
        return http.url();
    }

    /** Answers 503 to the next {@code requests} requests. */
    public void failNext(int requests) {
        http.failNext(requests);
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !MessageDigest.isEqual(credentials, authorization.getBytes(UTF_8))) {
            return error(401, 20003, "Authenticate");
        }
        String path = "/" + VERSION + "/Accounts/" + accountSid + "/Messages.json";
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return error(404, 20404, "The requested resource " + exchange.getRequestURI().getPath() + " was not found");
        }
        return switch (exchange.getRequestMethod()) {
            case "POST" -> create(form(new String(body, UTF_8)));
            case "GET" -> list(form(exchange.getRequestURI().getRawQuery()));
            default -> error(405, 20004, "Method not allowed");
        };
    }

    private Answer create(Map<String, String> form) throws IOException {
        String to = form.get("To");
        String from = form.getOrDefault("From", form.get("MessagingServiceSid"));
        String text = form.get("Body");
        if (to == null) {
            return error(400, 21604, "A 'To' phone number is required.");
        }
        if (from == null) {
            return error(400, 21603, "A 'From' phone number is required.");
        }
        if (text == null || text.isEmpty()) {
            return error(400, 21602, "Message body is required.");
        }
        if (text.codePointCount(0, text.length()) > LONGEST_BODY) {
            return error(400, 21617, "The concatenated message body exceeds the 1600 character limit.");
        }
        if (!E164.matcher(to).matches() || to.equals("+15005550001")) {
            return error(400, 21211, "Invalid 'To' Phone Number: " + to);
        }
        if (to.equals("+15005550004")) {
            return error(400, 21610, "Attempt to send to unsubscribed recipient");
        }
        if (to.equals("+15005550009")) {
            return error(400, 21614, "'To' number is not a valid mobile number");
        }
        var sms = new ReceivedSms("SM" + UUID.randomUUID().toString().replace("-", ""), from, to, text, clock.instant());
        store.store(sms);
        return json(201, resource(sms));
    }

    private Answer list(Map<String, String> query) throws IOException {
        String to = query.get("To");
        if (to == null) {
            return error(400, 20001, "This provider lists by 'To' only");
        }
        Instant since;
        try {
            // What is written DateSent>=2026-12-01 is a parameter of that name.
            String day = query.get("DateSent>");
            since = day == null ? Instant.EPOCH : LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            return error(400, 20001, "DateSent is a day, such as 2026-12-01");
        }
        List<Map<String, @Nullable Object>> messages =
                store.to(to, since, MOST_LISTED).stream().map(this::resource).toList();
        var page = new LinkedHashMap<String, @Nullable Object>();
        page.put("messages", messages);
        page.put("page", 0);
        page.put("page_size", MOST_LISTED);
        page.put("next_page_uri", null);
        return json(200, page);
    }

    private Map<String, @Nullable Object> resource(ReceivedSms sms) {
        String date = RFC_2822.format(sms.receivedAt().atOffset(ZoneOffset.UTC));
        var resource = new LinkedHashMap<String, @Nullable Object>();
        resource.put("account_sid", accountSid);
        resource.put("api_version", VERSION);
        resource.put("body", sms.body());
        resource.put("date_created", date);
        resource.put("date_sent", date);
        resource.put("date_updated", date);
        resource.put("direction", "outbound-api");
        resource.put("error_code", null);
        resource.put("error_message", null);
        resource.put("from", sms.from());
        resource.put("num_media", "0");
        resource.put("num_segments", String.valueOf(segments(sms.body())));
        resource.put("price", null);
        resource.put("price_unit", null);
        resource.put("sid", sms.sid());
        resource.put("status", "queued");
        resource.put("to", sms.to());
        resource.put("uri", "/" + VERSION + "/Accounts/" + accountSid + "/Messages/" + sms.sid() + ".json");
        return resource;
    }

    /** In how many parts a text travels: of 160 or 153 characters of GSM's alphabet, or of 70 or 67 of any. */
    static int segments(String text) {
        boolean gsm = text.chars().allMatch(c -> GSM.indexOf(c) >= 0 || GSM_EXTENSION.indexOf(c) >= 0);
        long units = gsm ? text.length() + text.chars().filter(c -> GSM_EXTENSION.indexOf(c) >= 0).count() : text.length();
        int alone = gsm ? 160 : 70;
        int together = gsm ? 153 : 67;
        return units <= alone ? 1 : Math.ceilDiv((int) units, together);
    }

    private static Answer error(int status, int code, String message) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("code", code);
        body.put("message", message);
        body.put("more_info", "https://www.twilio.com/docs/errors/" + code);
        body.put("status", status);
        return json(status, body);
    }

    private static Answer json(int status, Map<String, @Nullable Object> body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), JSON.writeValueAsBytes(body));
    }

    private static Map<String, String> form(@Nullable String encoded) {
        var fields = new HashMap<String, String>();
        if (encoded != null) {
            for (String field : encoded.split("&")) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
                }
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
