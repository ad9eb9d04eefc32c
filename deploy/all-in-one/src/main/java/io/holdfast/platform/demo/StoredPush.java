package io.holdfast.platform.demo;

import java.time.Instant;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A push message as the browser showed it.
 *
 * @param to   whose browser it is, or its endpoint when nobody knows
 * @param text JSON, as the page's service worker reads it
 */
@Document("pushes")
record StoredPush(@Id String id, String to, String text, Instant receivedAt) {}
