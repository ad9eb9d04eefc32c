/** Documents that carry their unsent events, and the port through which the relay finds and clears them. */
@NullMarked
package io.holdfast.messaging.mongo;

import org.jspecify.annotations.NullMarked;
