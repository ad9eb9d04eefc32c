package io.holdfast.notification.preferences;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.holdfast.notification.TenantId;

/**
 * Tokens that each let somebody without a login do without one group of messages. They name tenant, person and group,
 * signed with the secret of the guests' tokens; they do not expire, since mails are kept for years.
 */
final class UnsubscribeTokens {

    private static final String ALGORITHM = "HmacSHA256";
    /** What else is signed with this secret are ids, which have no line break. */
    private static final String PURPOSE = "unsubscribe\n";
    private static final int LONGEST = 1_000;
    private static final int PARTS = 3;

    private final SecretKeySpec secret;

    UnsubscribeTokens(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** What a token lets do. */
    record Unsubscription(PersonKey person, MessageGroup group) {}

    String token(PersonKey person, MessageGroup group) {
        String said = String.join("\n", person.tenantId().value(), person.key(), group.key());
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        return base64(bytes) + "." + base64(sign(bytes));
    }

    /** What the token lets do; empty when we did not make it. */
    Optional<Unsubscription> read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] said = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            return MessageDigest.isEqual(sign(said), signature) ? parse(said) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Unsubscription> parse(byte[] said) {
        String[] parts = new String(said, StandardCharsets.UTF_8).split("\n", -1);
        return parts.length == PARTS
                ? MessageGroup.of(parts[2]).map(group -> new Unsubscription(new PersonKey(new TenantId(parts[0]), parts[1]), group))
                : Optional.empty();
    }

    private byte[] sign(byte[] said) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(PURPOSE.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(said);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
