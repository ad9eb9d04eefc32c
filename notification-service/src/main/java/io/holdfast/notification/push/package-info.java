/** Web push (RFC 8030): messages to browsers that subscribed, encrypted (RFC 8291) and signed (VAPID, RFC 8292). */
@NullMarked
package io.holdfast.notification.push;

import org.jspecify.annotations.NullMarked;
