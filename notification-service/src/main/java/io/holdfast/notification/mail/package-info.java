/** Turns notifications into mail, with the calendar entry, and hands them to an SMTP server. */
@NullMarked
package io.holdfast.notification.mail;

import org.jspecify.annotations.NullMarked;
