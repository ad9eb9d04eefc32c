/** How long and how often services outside are bothered, the same for every channel. */
@NullMarked
package io.holdfast.notification.outside;

import org.jspecify.annotations.NullMarked;
