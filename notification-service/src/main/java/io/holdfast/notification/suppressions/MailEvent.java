package io.holdfast.notification.suppressions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.holdfast.defaults.web.Texts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a mail provider tells of mails, as Resend writes it: {@code {"type":"email.bounced","data":{"to":[…],
 * "bounce":{"type":"Permanent"}}}}.
 *
 * @param type such as {@code email.bounced}; at most 100 characters
 * @param kind of a bounce: {@code Permanent}, {@code Transient} or {@code Undetermined}; empty otherwise
 * @param to   those that are addresses
 */
record MailEvent(String type, String kind, List<String> to) {

    static final int MOST_ADDRESSES = 100;

    private static final int LONGEST = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Empty when it cannot be read. */
    static Optional<MailEvent> parse(byte[] body) {
        try {
            JsonNode event = JSON.readTree(body);
            String type = event.path("type").asString("");
            if (type.isEmpty() || type.length() > LONGEST) {
                return Optional.empty();
            }
            JsonNode data = event.path("data");
            String kind = data.path("bounce").path("type").asString("");
            return Optional.of(new MailEvent(type, kind.length() > LONGEST ? "" : kind, addresses(data.path("to"))));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static List<String> addresses(JsonNode to) {
        var found = new ArrayList<String>();
        Iterable<JsonNode> each = to.isArray() ? to : List.of(to);
        for (JsonNode address : each) {
            String text = address.asString("");
            if (Texts.isEmail(text) && found.size() < MOST_ADDRESSES) {
                found.add(text);
            }
        }
        return List.copyOf(found);
    }

    /** Why its addresses get no mail any more; empty when they still do. */
    Optional<SuppressionCause> cause() {
        return switch (type) {
            case "email.complained" -> Optional.of(SuppressionCause.COMPLAINT);
            // A full mailbox or a server that is away may take the next one.
            case "email.bounced" -> kind.equalsIgnoreCase("Permanent") ? Optional.of(SuppressionCause.HARD_BOUNCE) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
