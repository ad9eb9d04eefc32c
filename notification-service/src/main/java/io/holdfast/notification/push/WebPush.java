package io.holdfast.notification.push;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.httpclient.StandardHttpClientRequestPreparer;
import io.holdfast.notification.outside.OutsideFailure;
import io.holdfast.notification.preferences.PushSubscription;

/** Sends to push services over HTTP. */
final class WebPush {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    /** Push services take tokens of 24 hours at most; clocks may disagree. */
    private static final int TOKEN_HOURS = 12;

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final VAPIDKeyPair keys;
    private final String subject;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            // Somebody allowed could point to somebody who is not.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    WebPush(VAPIDKeyPair keys, String subject) {
        this.keys = keys;
        this.subject = subject;
    }

    /** What a push service says of a subscription. */
    enum Answer {
        TAKEN,
        /** Its owner gave it up, or it never was. */
        GONE
    }

    /** @throws OutsideFailure when a later try may succeed */
    Answer send(PushSubscription subscription, BrowserMessage message)
            throws OutsideFailure, IOException, InterruptedException {
        HttpRequest request = prepare(subscription, message).toRequestBuilder().timeout(READ).build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 == 2) {
            return Answer.TAKEN;
        }
        if (status == GONE || status == NOT_FOUND) {
            return Answer.GONE;
        }
        throw new OutsideFailure("Push service " + status);
    }

    private StandardHttpClientRequestPreparer prepare(PushSubscription subscription, BrowserMessage message) {
        var theirs = new com.zerodeplibs.webpush.PushSubscription();
        theirs.setEndpoint(subscription.endpoint());
        var secrets = new com.zerodeplibs.webpush.PushSubscription.Keys();
        secrets.setP256dh(subscription.p256dh());
        secrets.setAuth(subscription.auth());
        theirs.setKeys(secrets);
        var builder = StandardHttpClientRequestPreparer.getBuilder()
                .pushSubscription(theirs)
                // In real time: a push service knows nothing of a clock that was moved.
                .vapidJWTExpiresAfter(TOKEN_HOURS, TimeUnit.HOURS)
                .vapidJWTSubject(subject)
                .pushMessage(message.json())
                .ttl(message.ttl().toSeconds(), TimeUnit.SECONDS)
                .topic(message.topic());
        return (message.urgent() ? builder.urgencyHigh() : builder.urgencyNormal()).build(keys);
    }
}
