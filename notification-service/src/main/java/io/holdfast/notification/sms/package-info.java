/** Text messages, by Twilio's Messages API. */
@NullMarked
package io.holdfast.notification.sms;

import org.jspecify.annotations.NullMarked;
