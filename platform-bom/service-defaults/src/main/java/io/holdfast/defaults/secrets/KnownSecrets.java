package io.holdfast.defaults.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Detects published default secrets: values that anybody can read in our files are none. With a test key they are
 * warned of; with a live key, with which real money moves, a service that has one does not start.
 *
 * <p>Defaults for secrets, wherever they stand, begin with one of {@link #PREFIXES}, so that they are recognised here.
 */
public final class KnownSecrets {

    private static final Logger log = LoggerFactory.getLogger(KnownSecrets.class);

    private static final String LIVE_KEY = "rzp_live_";
    private static final List<String> PREFIXES = List.of("holdfast-test-", "only-for-development");
    /** What people write where they mean to put a secret later. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "change-me", "changeme", "key-secret", "password", "secret", "test", "todo", "webhook-secret", "xxx");
    private static final Set<String> DEVELOPMENT_ISSUERS = Set.of(
            "http://keycloak:8080/realms/holdfast/protocol/openid-connect/certs", "http://localhost:8089/demo/jwks.json");

    private static final List<Guarded> GUARDED = List.of(
            secret("HOLDFAST_MANAGE_TOKEN_SECRET", "booking.manage-token-secret", "can open every guest's booking"),
            secret("HOLDFAST_MANAGE_TOKEN_SECRET", "notification.manage-token-secret", "can open every guest's booking"),
            secret("HOLDFAST_MANAGE_TOKEN_SECRET", "matching.manage-token-secret", "can open every guest's booking"),
            secret("HOLDFAST_API_KEY_SECRET", "holdfast.access.api-keys.secret", "can make API keys for every tenant"),
            secret("HOLDFAST_CALENDAR_SECRET", "availability.busy-calendars.secret", "can read how other calendars are reached"),
            secret("HOLDFAST_OIDC_CLIENT_SECRET", "web.sign-in.client-secret", "can play the web app before the identity provider"),
            secret("HOLDFAST_MAIL_WEBHOOK_SECRET", "notification.mail-webhook-secret", "can stop the mail to anybody"),
            secret("RAZORPAY_KEY_SECRET", "razorpay.key-secret", "can sign a checkout that never took place"),
            secret("RAZORPAY_WEBHOOK_SECRET", "razorpay.webhook-secret", "can report payments that were never made"),
            secret("RAZORPAY_WEBHOOK_SECRET_PREVIOUS", "razorpay.webhook-secret-previous",
                    "can report payments that were never made"),
            new Guarded(
                    "HOLDFAST_JWKS_URI",
                    "spring.security.oauth2.resourceserver.jwt.jwk-set-uri",
                    DEVELOPMENT_ISSUERS::contains,
                    uri -> DEVELOPMENT_ISSUERS.contains(uri) || uri.endsWith("/demo/jwks.json"),
                    "names a development issuer, which gives everybody a token, an admin's too"),
            new Guarded(
                    "RAZORPAY_API_URL",
                    "razorpay.api-url",
                    url -> false,
                    url -> !url.startsWith("https://"),
                    "does not lead to Razorpay but to a simulator, where payments are played, or over an open line"));

    private KnownSecrets() {}

    /**
     * Whether this value of a variable is one that our files give away.
     *
     * @param variable of the environment; of others than those that hold secrets none is
     */
    public static boolean isKnown(String variable, String value) {
        return GUARDED.stream()
                .anyMatch(guarded -> guarded.variable().equals(variable) && guarded.known().test(value.strip()));
    }

    /** Warns of what is known, one sentence each. @throws KnownSecretsInUse when the payment key is live */
    static void check(Environment environment) {
        String key = environment.getProperty("razorpay.key-id", "");
        if (key.isBlank()) {
            key = Binder.get(environment)
                    .bindOrCreate("holdfast.secrets", SecretsSettings.class)
                    .paymentKeyId();
        }
        boolean live = key.strip().toLowerCase(Locale.ROOT).startsWith(LIVE_KEY);
        var sentences = new ArrayList<String>();
        for (Guarded guarded : GUARDED) {
            String value = environment.getProperty(guarded.property(), "").strip();
            if (!value.isEmpty() && (live ? guarded.refusedWhenLive() : guarded.known()).test(value)) {
                sentences.add(guarded.variable() + " " + guarded.danger() + ".");
            }
        }
        if (live && !sentences.isEmpty()) {
            throw new KnownSecretsInUse(sentences);
        }
        sentences.forEach(sentence -> log.warn("For development only: {}", sentence));
    }

    private static Guarded secret(String variable, String property, String whoReadsItCan) {
        return new Guarded(variable, property, KnownSecrets::isPublished, KnownSecrets::isPublished,
                "has a value that stands in our files; whoever reads them " + whoReadsItCan);
    }

    private static boolean isPublished(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return PLACEHOLDERS.contains(lower) || PREFIXES.stream().anyMatch(lower::startsWith);
    }

    /**
     * @param property        where the service that uses it reads it
     * @param known           which values are warned of
     * @param refusedWhenLive which are refused with a live key
     */
    private record Guarded(
            String variable, String property, Predicate<String> known, Predicate<String> refusedWhenLive, String danger) {}
}
