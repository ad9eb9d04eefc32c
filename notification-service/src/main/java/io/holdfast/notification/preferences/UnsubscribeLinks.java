package io.holdfast.notification.preferences;

import java.net.URI;
import java.util.Optional;

import io.holdfast.notification.NotificationSettings;
import io.holdfast.notification.preferences.UnsubscribeTokens.Unsubscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The links by which people without a login do without a group of mails ({@code List-Unsubscribe}, RFC 8058). */
@Component
public class UnsubscribeLinks {

    static final String PATH = "/api/v1/unsubscribe/";

    private static final Logger log = LoggerFactory.getLogger(UnsubscribeLinks.class);

    private final URI publicUrl;
    private final @Nullable UnsubscribeTokens tokens;

    public UnsubscribeLinks(NotificationSettings settings) {
        this.publicUrl = settings.publicUrl();
        this.tokens = settings.manageTokenSecret().isEmpty() ? null : new UnsubscribeTokens(settings.manageTokenSecret());
        if (tokens == null) {
            log.info("Mails have no link to unsubscribe: HOLDFAST_MANAGE_TOKEN_SECRET is not set");
        }
    }

    /** Where somebody does without a group by one POST; empty for what nobody can do without. */
    public Optional<URI> link(PersonKey person, MessageGroup group) {
        return tokens == null || !group.isOptional()
                ? Optional.empty()
                : Optional.of(publicUrl.resolve(PATH + tokens.token(person, group)));
    }

    /** What a token lets do; empty when it is none of ours. */
    Optional<Unsubscription> read(String token) {
        return Optional.ofNullable(tokens)
                .flatMap(ours -> ours.read(token))
                .filter(found -> found.group().isOptional());
    }
}
