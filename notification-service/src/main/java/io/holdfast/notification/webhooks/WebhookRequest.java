package io.holdfast.notification.webhooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Texts;
import io.holdfast.notification.feed.EventTypes;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as its admin wants it; what they read, they may send back as it is.
 *
 * @param types       names and patterns such as {@code booking.*} and {@code *}
 * @param description empty when it is left out
 * @param active      true when it is left out
 */
@JsonIgnoreProperties({
    "id", "status", "deliveredTo", "waiting", "failingSince", "retryAt", "disabledFor", "disabledAt", "secrets", "secret", "createdAt"
})
record WebhookRequest(
        @Nullable String url, @Nullable List<@Nullable String> types, @Nullable String description, @Nullable Boolean active) {

    private static final int LONGEST_DESCRIPTION = 200;
    private static final int LONGEST_TYPE = 100;

    boolean isActive() {
        return active == null || active;
    }

    /** @throws Problem 400 that names every field that is wrong; 422 when our servers do not call the address */
    Webhook.Target target(EventTypes known, WebhookTargets targets) {
        var errors = new ArrayList<Problem.FieldError>();
        Optional<HttpUrl> address = Optional.ofNullable(url).flatMap(WebhookTargets::parse);
        if (address.isEmpty()) {
            errors.add(new Problem.FieldError(
                    "url", "must be a web address of at most " + WebhookTargets.LONGEST + " characters, without user and fragment"));
        }
        List<String> wanted = wanted(known, errors);
        String words = Objects.requireNonNullElse(Texts.cleanOptional(description), "");
        if (Texts.length(words) > LONGEST_DESCRIPTION || !Texts.isOneLine(words) || !Texts.isSound(words)) {
            errors.add(new Problem.FieldError("description", "must be one line of at most " + LONGEST_DESCRIPTION + " characters"));
        }
        if (!errors.isEmpty() || address.isEmpty()) {
            throw Problem.invalid(errors);
        }
        targets.require(address.get());
        return new Webhook.Target(address.get().toString(), wanted, words);
    }

    private List<String> wanted(EventTypes known, List<Problem.FieldError> errors) {
        if (types == null || types.isEmpty() || types.size() > EventTypes.MOST) {
            errors.add(new Problem.FieldError("types", "must be 1 to " + EventTypes.MOST + " types of events"));
            return List.of();
        }
        var wanted = new ArrayList<String>();
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            if (type == null || type.length() > LONGEST_TYPE || !known.unknown(List.of(type)).isEmpty()) {
                errors.add(new Problem.FieldError("types[" + i + "]", "means no public event"));
            } else {
                wanted.add(type);
            }
        }
        return wanted.stream().distinct().toList();
    }
}
