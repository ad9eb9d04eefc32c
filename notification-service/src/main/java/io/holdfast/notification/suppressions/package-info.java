/** Addresses that get no mail any more, because mail to them bounced or was complained of; and the webhook that says so. */
@NullMarked
package io.holdfast.notification.suppressions;

import org.jspecify.annotations.NullMarked;
