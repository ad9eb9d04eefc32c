package io.holdfast.defaults.web;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.holdfast.messaging.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The span that the OpenTelemetry agent has made for a request, without what may say who somebody is or let anybody be them: of
 * the query only the names, of the path only the pattern, no address, no browser. Without the agent it does nothing.
 */
final class RequestSpan {

    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("client.address");
    private static final AttributeKey<String> BROWSER = AttributeKey.stringKey("user_agent.original");
    private static final String LEFT_OUT = "-";
    private static final int LONGEST_NAMES = 200;

    private final Span span;

    private RequestSpan(Span span) {
        this.span = span;
    }

    static RequestSpan begin(HttpServletRequest request, String id) {
        Span span = Span.current();
        if (span.isRecording()) {
            span.setAttribute(Traces.REQUEST_ID, id);
            span.setAttribute(PATH, LEFT_OUT);
            span.setAttribute(CLIENT, LEFT_OUT);
            span.setAttribute(BROWSER, LEFT_OUT);
            String query = request.getQueryString();
            if (query != null) {
                span.setAttribute(QUERY, namesOf(query));
            }
        }
        return new RequestSpan(span);
    }

    void end(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (span.isRecording() && pattern != null) {
            span.setAttribute(PATH, pattern.toString());
        }
    }

    private static String namesOf(String query) {
        String names = Arrays.stream(query.split("&", -1))
                .map(parameter -> parameter.contains("=") ? parameter.substring(0, parameter.indexOf('=')) : LEFT_OUT)
                .collect(Collectors.joining("&"));
        return names.length() > LONGEST_NAMES ? names.substring(0, LONGEST_NAMES) : names;
    }
}
