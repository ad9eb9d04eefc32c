package io.holdfast.notification.sms;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;

import io.holdfast.notification.outside.OutsideFailure;
import io.holdfast.notification.outside.Undeliverable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Twilio's Messages resource, version 2010-04-01. Without Twilio's SDK: that is eight megabytes, an HTTP client, Jackson 2
 * and a JWT library for two requests.
 */
final class TwilioMessages {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    /** The provider's clock and ours may disagree. */
    private static final Duration SKEW = Duration.ofMinutes(2);
    private static final int LARGEST_ANSWER = 1024 * 1024;
    private static final String MESSAGING_SERVICE = "MG";
    /**
     * What is wrong with the number or its owner's will, and so will be wrong tomorrow: invalid, unreachable, landline,
     * unsubscribed. Of other refusals a corrected account or sender may be the end.
     */
    private static final Set<Integer> ABOUT_THE_NUMBER = Set.of(21211, 21214, 21217, 21265, 21610, 21612, 21614, 21617, 63038);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RestClient http;
    private final String messages;
    private final String from;

    TwilioMessages(SmsSettings settings) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(READ);
        this.http = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(settings.apiUrl().toString())
                .defaultHeaders(headers -> headers.setBasicAuth(settings.accountSid(), settings.authToken()))
                .build();
        this.messages = "/2010-04-01/Accounts/" + settings.accountSid() + "/Messages.json";
        this.from = settings.from();
    }

    /** Hands a message over. */
    void create(String to, String text) throws OutsideFailure, Undeliverable {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("To", to);
        form.add(from.startsWith(MESSAGING_SERVICE) ? "MessagingServiceSid" : "From", from);
        form.add("Body", text);
        Answer answer = http.post()
                .uri(messages)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .exchangeForRequiredValue((request, response) -> Answer.of(response));
        if (answer.status().is2xxSuccessful()) {
            return;
        }
        int code = answer.body().path("code").asInt(0);
        String reason = "Twilio " + (code == 0 ? answer.status().value() : code);
        if (ABOUT_THE_NUMBER.contains(code)) {
            throw new Undeliverable(reason, null);
        }
        throw new OutsideFailure(reason);
    }

    /**
     * Whether the number was sent this text since. The API has no key that makes creating a message repeatable, but what
     * was created can be looked for.
     */
    boolean wasCreated(String to, String text, Instant since) throws OutsideFailure {
        LocalDate day = since.minus(SKEW).atOffset(ZoneOffset.UTC).toLocalDate();
        Answer answer = http.get()
                .uri(messages + "?To={to}&{filter}={day}", to, "DateSent>", day)
                .exchangeForRequiredValue((request, response) -> Answer.of(response));
        if (!answer.status().is2xxSuccessful()) {
            throw new OutsideFailure("Twilio " + answer.status().value());
        }
        return answer.body().path("messages").valueStream()
                // A trial account's messages begin with words of Twilio's.
                .filter(message -> message.path("body").asString("").endsWith(text))
                .anyMatch(message -> !dateOf(message).isBefore(since.minus(SKEW)));
    }

    private static Instant dateOf(JsonNode message) {
        try {
            return ZonedDateTime.parse(message.path("date_created").asString(""), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException e) {
            // Of that text and not before that day: sending it twice would be worse than taking it for ours.
            return Instant.MAX;
        }
    }

    private record Answer(HttpStatusCode status, JsonNode body) {

        static Answer of(ClientHttpResponse response) throws IOException {
            return new Answer(response.getStatusCode(), read(response.getBody().readNBytes(LARGEST_ANSWER)));
        }

        /** Whatever stands between us and Twilio may answer what is no JSON; the status says enough then. */
        private static JsonNode read(byte @Nullable [] body) {
            try {
                return body == null || body.length == 0 ? JSON.nullNode() : JSON.readTree(body);
            } catch (JacksonException e) {
                return JSON.nullNode();
            }
        }
    }
}
