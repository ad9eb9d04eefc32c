package io.holdfast.notification.saga;

import io.holdfast.notification.Notification;
import io.holdfast.notification.Reader;

/** What there is to say about a booking, and the client as its reader. */
record Word(Notification.About about, Reader client) {}
