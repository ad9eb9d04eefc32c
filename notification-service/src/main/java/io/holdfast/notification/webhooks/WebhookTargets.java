package io.holdfast.notification.webhooks;

import java.util.Optional;

import io.holdfast.defaults.outside.HostAddresses;
import io.holdfast.defaults.outside.OutsideTargets;
import io.holdfast.defaults.web.Problem;
import okhttp3.HttpUrl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where webhooks may lead, said when one is registered, so that its admin learns of it. */
@Component
class WebhookTargets {

    static final int LONGEST = 1_000;

    private final OutsideTargets targets;

    WebhookTargets(WebhookSettings settings, ObjectProvider<HostAddresses> addresses) {
        this.targets = new OutsideTargets(settings.allowed(), addresses.getIfAvailable(OutsideTargets::dns));
    }

    OutsideTargets all() {
        return targets;
    }

    /** An address that can be called at all; whether it may be is another question. */
    static Optional<HttpUrl> parse(String text) {
        return OutsideTargets.parse(text, LONGEST);
    }

    /** @throws Problem 422 when our servers do not call this address */
    void require(HttpUrl url) {
        switch (targets.judge(url)) {
            case ALLOWED -> {}
            case INSECURE -> throw Problem.rule("webhook-target-insecure", "Webhooks are sent by https only.");
            case UNKNOWN -> throw Problem.rule("webhook-target-unknown", "The host of this address cannot be found.");
            case PRIVATE -> throw Problem.rule("webhook-target-private", "This address does not lie in the public internet.");
        }
    }
}
