package io.holdfast.notification.push;

import java.time.Clock;
import java.util.Objects;

import io.holdfast.defaults.access.Caller;
import io.holdfast.defaults.access.OpenToAll;
import io.holdfast.defaults.web.Outcomes;
import io.holdfast.defaults.web.Paged;
import io.holdfast.defaults.web.Paging;
import io.holdfast.defaults.web.Problem;
import io.holdfast.notification.TenantId;
import io.holdfast.notification.preferences.PersonKey;
import io.holdfast.notification.preferences.Preferences;
import io.holdfast.notification.preferences.PushSubscription;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Browsers that get push messages. Where push is off there is none of it (404). */
@RestController
@RequestMapping("/api/v1")
class PushController {

    private final PushSettings settings;
    private final PushServices services;
    private final Preferences preferences;
    private final Clock clock;

    PushController(PushSettings settings, PushServices services, Preferences preferences, Clock clock) {
        this.settings = settings;
        this.services = services;
        this.preferences = preferences;
        this.clock = clock;
    }

    /** What {@code pushManager.subscribe} needs as {@code applicationServerKey}. */
    @GetMapping("/push/public-key")
    @Outcomes(problems = "not-found")
    @OpenToAll
    PublicKeyResponse publicKey() {
        requireOn();
        return new PublicKeyResponse(settings.publicKey().strip());
    }

    record PublicKeyResponse(String publicKey) {}

    /** One's own browsers that get push messages. */
    @GetMapping("/me/push-subscriptions")
    Paged<SubscriptionResponse> subscriptions(Paging paging, Caller caller) {
        return Paged.cut(preferences.find(person(caller)).subscriptions(), paging).map(SubscriptionResponse::of);
    }

    /** Sends push messages to this browser. Said again, it is the same browser with the keys that it has now. */
    @PostMapping("/me/push-subscriptions")
    @Outcomes(problems = "not-found")
    @ResponseStatus(HttpStatus.CREATED)
    SubscriptionResponse subscribe(@RequestBody SubscriptionRequest body, Caller caller) {
        requireOn();
        PushSubscription subscription = body.toDomain(services, clock.instant());
        preferences.subscribe(person(caller), subscription);
        return SubscriptionResponse.of(subscription);
    }

    /** Sends no more there. Done again, it is the same. */
    @DeleteMapping("/me/push-subscriptions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@RequestParam String endpoint, Caller caller) {
        preferences.forget(person(caller), endpoint);
    }

    private void requireOn() {
        if (!settings.isOn()) {
            throw Problem.notFound("page");
        }
    }

    private static PersonKey person(Caller caller) {
        return PersonKey.signedIn(new TenantId(caller.tenantId()), Objects.requireNonNull(caller.subject()));
    }
}
