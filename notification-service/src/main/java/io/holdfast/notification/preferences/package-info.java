/** By which channels, and when, a person wants to be written to; and the browsers that subscribed to push. */
@NullMarked
package io.holdfast.notification.preferences;

import org.jspecify.annotations.NullMarked;
