package io.holdfast.platform.demo;

import java.time.Instant;

import io.holdfast.embedded.outside.ReceivedSms;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/** A text message as the provider took it. */
@Document("sms")
@CompoundIndex(name = "by-number", def = "{'to': 1, 'receivedAt': -1}")
record StoredSms(@Id String id, String from, String to, String body, Instant receivedAt) {

    static StoredSms of(ReceivedSms sms) {
        return new StoredSms(sms.sid(), sms.from(), sms.to(), sms.body(), sms.receivedAt());
    }

    ReceivedSms received() {
        return new ReceivedSms(id, from, to, body, receivedAt);
    }
}
