/**
 * Stand-ins for services that Holdfast meets outside its walls, over the protocols that the real ones speak:
 * {@link SmsProvider} and {@link PushService}. What they took is in a store of their owner's.
 */
@NullMarked
package io.holdfast.embedded.outside;

import org.jspecify.annotations.NullMarked;
